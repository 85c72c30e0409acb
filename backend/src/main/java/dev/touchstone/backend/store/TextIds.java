package dev.touchstone.backend.store;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.id.TextId;
import java.lang.reflect.Type;
import java.sql.Types;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.argument.NullArgument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.generic.GenericTypes;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.core.mapper.ColumnMapperFactory;

/// Ids and names are text in the database: the one place where they are written as such and read again.
final class TextIds implements ArgumentFactory, ColumnMapperFactory {
    private static final Map<Class<?>, Function<String, TextId>> KINDS = Map.of(
            OutputId.class, OutputId::new,
            PipelineName.class, PipelineName::new,
            ReviewId.class, ReviewId::new,
            ReviewerId.class, ReviewerId::new);

    @Override
    public Optional<Argument> build(Type type, Object value, ConfigRegistry config) {
        if (value instanceof TextId id) {
            return Optional.of((position, statement, context) -> statement.setString(position, id.value()));
        }
        return value == null && KINDS.containsKey(GenericTypes.getErasedType(type))
                ? Optional.of(new NullArgument(Types.VARCHAR))
                : Optional.empty();
    }

    @Override
    public Optional<ColumnMapper<?>> build(Type type, ConfigRegistry config) {
        Function<String, TextId> kind = KINDS.get(GenericTypes.getErasedType(type));
        if (kind == null) {
            return Optional.empty();
        }
        ColumnMapper<TextId> mapper = (row, column, context) -> {
            String text = row.getString(column);
            return text == null ? null : kind.apply(text);
        };
        return Optional.of(mapper);
    }
}
