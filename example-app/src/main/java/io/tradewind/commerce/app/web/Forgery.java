package io.tradewind.commerce.app.web;

import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HttpResponseException;
import io.tradewind.commerce.app.staff.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps other sites from sending forms in somebody's name: a form comes from a page of ours and carries the secret of its
 * session.
 */
final class Forgery {
    private static final Logger log = LoggerFactory.getLogger(Forgery.class);
    static final long LARGEST_BODY = 12_000_000;
    /** Of whoever is no member of staff: what many send at once must fit into the memory. */
    private static final long LARGEST_FORM = 64 * 1024;

    private final Site site;
    private final StaffDoor staff;
    private final ShopperDoor shopper;

    Forgery(Site site, StaffDoor staff, ShopperDoor shopper) {
        this.site = site;
        this.staff = staff;
        this.shopper = shopper;
    }

    /** A form of ours whose session is over: whoever sent it looks at it again and sends it in the new one. */
    static final class GivenBack extends RuntimeException {
        private static final long serialVersionUID = 1;

        GivenBack() {
            super("the session of the form is over", null, false, false);
        }
    }

    /** The secret of this request's session: the staff's in the console, the shopper's elsewhere and at its door. */
    String secret(Context context) {
        boolean inside =
                StaffDoor.isBehind(context.path()) && staff.find(context).isPresent();
        return Secret.hash("csrf|" + (inside ? staff.token(context) : shopper.guest(context)));
    }

    void refuseOtherSites(Context context) {
        if (origin(context)
                .filter(it -> !site.isOurs(context, it.replaceFirst("^https?://", "")))
                .isPresent()) {
            throw new ForbiddenResponse();
        }
    }

    void refuseForgery(Context context) {
        String sent = sent(context);
        if (!MessageDigest.isEqual(bytes(sent), bytes(secret(context)))) {
            boolean ours = origin(context).isPresent() && !context.path().startsWith("/admin");
            throw ours ? new GivenBack() : new ForbiddenResponse();
        }
    }

    /** The site whose form it is, if the browser says. */
    private static Optional<String> origin(Context context) {
        return Optional.ofNullable(context.header("Origin")).filter(it -> !it.equals("null"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The form's secret. Bodies that are too large or no form are the sender's fault, not a failure of ours. */
    private static String sent(Context context) {
        boolean console = StaffDoor.isBehind(context.path());
        if (context.header("Transfer-Encoding") != null && !console) { // browsers say how long a form is
            Unread.endAfter(context);
            throw new HttpResponseException(411, "no length");
        }
        long length = context.req().getContentLengthLong();
        if (length > (console ? LARGEST_BODY : LARGEST_FORM)) {
            Unread.endAfter(context);
            throw new HttpResponseException(413, "too large");
        }
        try {
            return Optional.ofNullable(context.formParam("csrf")).orElse("");
        } catch (HttpResponseException e) {
            throw e;
        } catch (Exception unreadable) { // parts are read by the servlet, whose exceptions Kotlin lets through
            log.info("Unreadable form at {}: {}", Faults.place(context), unreadable.getMessage());
            Unread.endAfter(context);
            throw new BadRequestResponse();
        }
    }

    /** True if what was sent may be read of a stranger. */
    static boolean isShort(Context context) {
        return context.header("Transfer-Encoding") == null && context.req().getContentLengthLong() <= LARGEST_FORM;
    }
}
