package io.tradewind.commerce.payment.paypal;

import io.tradewind.commerce.spi.ConfigurationException;
import io.tradewind.commerce.spi.http.HttpCall;
import io.tradewind.commerce.spi.http.HttpPort;
import io.tradewind.commerce.spi.http.HttpReply;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathValidator;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * The certificates PayPal signs webhooks with. Each is fetched once, from PayPal's own address only, and believed if it is
 * PayPal's and vouched for by an authority that is trusted. Safe for many threads.
 */
final class Certificates {
    private static final String PATH = "/v1/notifications/certs/";
    private static final Pattern NAME = Pattern.compile("(^|,) ?CN=([\\w-]+\\.)+paypal\\.com(,|$)");
    private static final int MOST = 8;
    private static final int MOST_A_MINUTE = 10;
    private static final int LARGEST = 65_536;

    private final HttpPort port;
    private final URI endpoint;
    private final Set<TrustAnchor> authorities;
    private final Map<String, X509Certificate> kept = new ConcurrentHashMap<>();
    private long minute;
    private int fetched;

    Certificates(HttpPort port, PayPalSettings settings) {
        this.port = port;
        this.endpoint = settings.endpoint();
        this.authorities = authorities(settings.webhookAuthorities());
    }

    /** Returns the certificate at that address if it is PayPal's and holds now; empty if not, or if it cannot be had. */
    Optional<X509Certificate> at(String address, Instant now, Instant deadline) {
        X509Certificate known = kept.get(address);
        if (known != null && holds(known, now)) {
            return Optional.of(known);
        } else if (!isPayPals(address) || !mayFetch(now)) {
            return Optional.empty();
        }
        HttpReply reply = port.send(new HttpCall("GET", URI.create(address), Map.of(), new byte[0], deadline));
        if (!(reply instanceof HttpReply.Answered it) || it.status() != 200 || it.body().length > LARGEST) {
            return Optional.empty();
        }
        Optional<X509Certificate> read = read(it.body(), now);
        read.ifPresent(certificate -> keep(address, certificate));
        return read;
    }

    private static boolean holds(X509Certificate certificate, Instant now) {
        return !now.isBefore(certificate.getNotBefore().toInstant())
                && !now.isAfter(certificate.getNotAfter().toInstant());
    }

    private void keep(String address, X509Certificate certificate) {
        if (kept.size() >= MOST) {
            kept.clear(); // PayPal uses one at a time; whoever made this many made them up
        }
        kept.put(address, certificate);
    }

    /** Anybody may send a webhook; it must not make us ask PayPal as often as they like. */
    private synchronized boolean mayFetch(Instant now) {
        long current = now.getEpochSecond() / 60;
        if (current != minute) {
            minute = current;
            fetched = 0;
        }
        return ++fetched <= MOST_A_MINUTE;
    }

    private boolean isPayPals(String address) {
        URI uri;
        try {
            uri = URI.create(address);
        } catch (IllegalArgumentException odd) {
            return false;
        }
        String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
        boolean place = host.equals(String.valueOf(endpoint.getHost()).toLowerCase(Locale.ROOT))
                ? endpoint.getScheme().equals(uri.getScheme())
                : host.endsWith(".paypal.com") && "https".equals(uri.getScheme()) && uri.getPort() < 0;
        return place
                && uri.getRawUserInfo() == null
                && uri.getRawQuery() == null
                && String.valueOf(uri.getRawPath()).startsWith(PATH)
                && uri.normalize().equals(uri);
    }

    // ---- trust ----

    private Optional<X509Certificate> read(byte[] pem, Instant now) {
        try {
            List<X509Certificate> chain = parse(pem);
            if (chain.isEmpty()
                    || !NAME.matcher(chain.get(0).getSubjectX500Principal().getName())
                            .find()) {
                return Optional.empty();
            }
            chain.removeIf(it -> it.getSubjectX500Principal().equals(it.getIssuerX500Principal()));
            PKIXParameters parameters = new PKIXParameters(authorities);
            parameters.setRevocationEnabled(false); // would ask third parties while a webhook waits
            parameters.setDate(Date.from(now));
            CertPathValidator.getInstance("PKIX")
                    .validate(CertificateFactory.getInstance("X.509").generateCertPath(chain), parameters);
            return chain.stream().findFirst();
        } catch (GeneralSecurityException notTrusted) {
            return Optional.empty();
        }
    }

    private static List<X509Certificate> parse(byte[] pem) throws CertificateException {
        Collection<? extends Certificate> all =
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem));
        List<X509Certificate> chain = new ArrayList<>();
        all.forEach(it -> chain.add((X509Certificate) it));
        return chain;
    }

    private static Set<TrustAnchor> authorities(Optional<String> pem) {
        Set<TrustAnchor> anchors = new HashSet<>();
        try {
            List<X509Certificate> given =
                    pem.isPresent() ? parse(pem.get().getBytes(StandardCharsets.US_ASCII)) : javas();
            given.forEach(it -> anchors.add(new TrustAnchor(it, null)));
        } catch (GeneralSecurityException odd) {
            anchors.clear();
        }
        if (anchors.isEmpty()) {
            throw new ConfigurationException(
                    "webhookAuthorities",
                    "holds no certificate",
                    "put PEM certificates there, or leave it out to trust those of Java");
        }
        return anchors;
    }

    private static List<X509Certificate> javas() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        List<X509Certificate> all = new ArrayList<>();
        for (TrustManager each : factory.getTrustManagers()) {
            if (each instanceof X509TrustManager it) {
                all.addAll(Arrays.asList(it.getAcceptedIssuers()));
            }
        }
        return all;
    }
}
