# Builds Touchstone and packs it with a Java runtime. Two stages: the image that ships holds no compiler and no sources.
#   docker build -t touchstone .
#   docker run -e TOUCHSTONE_SECRET -v touchstone:/data -p 8400:8400 touchstone
# Both images are named by tag. To pin them, put the digest behind the tag (docker buildx imagetools inspect
# eclipse-temurin:25-jdk says it) and renew it with each patch of Java; none stands here, because none could be looked up
# and tried where this file was written.
FROM eclipse-temurin:25-jdk AS build
WORKDIR /src
# Dependencies change less often than sources: this layer is kept while only code changes.
COPY .mvn .mvn
COPY mvnw pom.xml ./
COPY stats/pom.xml stats/
COPY api/pom.xml api/
COPY sandbox/pom.xml sandbox/
COPY backend/pom.xml backend/
COPY bot/pom.xml bot/
COPY console/pom.xml console/
COPY app/pom.xml app/
COPY lab/pom.xml lab/
RUN ./mvnw -B -ntp -q -DskipTests dependency:go-offline || true
COPY . .
RUN ./mvnw -B -ntp -q -DskipTests -pl app -am package

FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 --home-dir /data touchstone && mkdir /data && chown touchstone /data
WORKDIR /opt/touchstone
COPY --from=build /src/app/target/touchstone/lib lib
COPY --from=build /src/app/target/touchstone/touchstone.jar .
COPY config config
# What the JVM works out of the classes, for a start in half the time. It fits this jar and this JVM alone: an image in which
# the jar is replaced has to make it again. A start without the file is only slower.
RUN java -XX:AOTCacheOutput=touchstone.aot -XX:+UseSerialGC -Xmx512m --enable-native-access=ALL-UNNAMED \
    -cp touchstone.jar dev.touchstone.app.WarmUp > /dev/null || true
USER touchstone
VOLUME /data
EXPOSE 8400
# Inside a container the port is published on purpose, so all interfaces are right here and nowhere else.
ENV TOUCHSTONE_HOST=0.0.0.0 \
    TOUCHSTONE_DATABASE_URL=sqlite:/data/touchstone.db
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8400 && printf 'GET /readyz HTTP/1.0\\r\\n\\r\\n' >&3 && grep -q '200 OK' <&3"]
# A process without memory ends, so that another is started (--restart unless-stopped, or an orchestrator).
# exec form, so that SIGTERM reaches the JVM and what was accepted is finished.
ENTRYPOINT ["java", "-XX:+ExitOnOutOfMemoryError", "-XX:+UseSerialGC", "-Xms64m", "-XX:NewSize=48m", "-XX:MaxRAMPercentage=60", "--enable-native-access=ALL-UNNAMED", "-XX:AOTCache=touchstone.aot", "-Xlog:aot*=off", "-Xlog:cds*=off", "-jar", "touchstone.jar"]
CMD ["serve"]
