package io.tradewind.commerce.app.web;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * Believes the one proxy in front: the browser's address and whether it speaks TLS are the last values of {@code
 * X-Forwarded-For} and {@code X-Forwarded-Proto}. What stands before them was written by somebody further out, such as the
 * browser itself, and is not believed.
 */
final class FromProxy implements HttpConfiguration.Customizer {
    private static final Pattern ADDRESS =
            Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|(?=.{2,45}$)[0-9A-Fa-f]*:[0-9A-Fa-f]*:[0-9A-Fa-f:.]*");

    @Override
    public Request customize(Request request, HttpFields.Mutable answer) {
        Optional<String> address = last(request, "X-Forwarded-For")
                .filter(it -> ADDRESS.matcher(it).matches());
        Optional<String> scheme =
                last(request, "X-Forwarded-Proto").filter(it -> it.equals("https") || it.equals("http"));
        return new Forwarded(request, address, scheme);
    }

    private static Optional<String> last(Request request, String header) {
        List<String> all = request.getHeaders().getCSV(header, false);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    private static final class Forwarded extends Request.Wrapper {
        private final ConnectionMetaData connection;
        private final HttpURI uri;
        private final boolean secure;

        Forwarded(Request request, Optional<String> address, Optional<String> scheme) {
            super(request);
            this.secure = scheme.map("https"::equals).orElse(request.isSecure());
            this.uri = scheme.<HttpURI>map(
                            it -> HttpURI.build(request.getHttpURI()).scheme(it).asImmutable())
                    .orElse(request.getHttpURI());
            this.connection = new ConnectionMetaData.Wrapper(request.getConnectionMetaData()) {
                @Override
                public SocketAddress getRemoteSocketAddress() {
                    return address.<SocketAddress>map(it -> InetSocketAddress.createUnresolved(it, 0))
                            .orElseGet(super::getRemoteSocketAddress);
                }

                @Override
                public boolean isSecure() {
                    return secure;
                }
            };
        }

        @Override
        public ConnectionMetaData getConnectionMetaData() {
            return connection;
        }

        @Override
        public HttpURI getHttpURI() {
            return uri;
        }

        @Override
        public boolean isSecure() {
            return secure;
        }
    }
}
