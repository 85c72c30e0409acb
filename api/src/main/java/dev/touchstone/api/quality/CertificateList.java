package dev.touchstone.api.quality;

import java.util.List;

/// Certificates that were issued, newest first.
public record CertificateList(List<BatchCertificate> items) {
    public CertificateList {
        items = List.copyOf(items);
    }
}
