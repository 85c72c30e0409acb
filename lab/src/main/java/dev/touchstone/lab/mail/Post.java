package dev.touchstone.lab.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/// Sends mail by SMTP. Thread-safe.
public final class Post {
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final Session session;
    private final String from;

    /// @param properties as [Jakarta Mail](https://eclipse-ee4j.github.io/angus-mail/docs/api/) has them, such as
    ///     `mail.smtp.host`, `mail.smtp.port` and `mail.smtp.starttls.required`
    /// @param from the sender's address
    public Post(Properties properties, String from) {
        Properties all = new Properties();
        // By itself it waits for ever.
        all.put("mail.smtp.connectiontimeout", "10000");
        all.put("mail.smtp.timeout", "10000");
        all.put("mail.smtp.writetimeout", "10000");
        all.putAll(properties);
        this.session = Session.getInstance(all);
        this.from = from;
    }

    /// @param id the same for the same letter however often it is sent
    void send(String id, String to, Letter letter) throws MessagingException {
        MimeMessage message = new Identified(session, "<" + id + "@touchstone.invalid>");
        message.setFrom(new InternetAddress(from, true));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(to, true));
        message.setSubject(letter.subject(), UTF_8);
        // No answering machine answers it.
        message.setHeader("Auto-Submitted", "auto-generated");
        MimeBodyPart text = new MimeBodyPart();
        text.setText(letter.text(), UTF_8);
        MimeBodyPart html = new MimeBodyPart();
        html.setText(letter.html(), UTF_8, "html");
        message.setContent(new MimeMultipart("alternative", text, html));
        Transport.send(message);
    }

    /// The library makes up an id of its own whenever a message is sent.
    private static final class Identified extends MimeMessage {
        private final String id;

        Identified(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
