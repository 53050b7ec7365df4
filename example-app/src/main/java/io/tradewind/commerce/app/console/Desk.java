package io.tradewind.commerce.app.console;

import io.javalin.http.Context;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.app.staff.Member;
import io.tradewind.commerce.app.staff.Secret;
import io.tradewind.commerce.app.staff.Session;
import io.tradewind.commerce.app.staff.StaffException;
import io.tradewind.commerce.app.web.Network;
import io.tradewind.commerce.app.web.Page;
import io.tradewind.commerce.app.web.Web;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** What all pages of the console do: find who asks, put the rail beside, act and say what came of it. */
final class Desk {
    private static final String TROUBLE = "tw_trouble";
    private static final String TYPED = "typed";
    private static final String ENDED =
            "Your sign-in had ended, so nothing was done. What you typed is here; look at it and send it again.";

    /** What is said to whoever was second to save. */
    static final String STALE =
            "Somebody else saved this meanwhile, so nothing was changed. It is shown as it is now; where yours differs,"
                    + " it stands below the field.";

    private static final int LONGEST = 900;
    private static final Set<ErrorCode> FOR_PEOPLE = EnumSet.of(
            ErrorCode.BAD_ARGUMENT,
            ErrorCode.CANNOT_MOVE,
            ErrorCode.STALE,
            ErrorCode.ANSWER_REFUSED,
            ErrorCode.FORBIDDEN,
            ErrorCode.KEY_REUSED,
            ErrorCode.CURRENCY_DIFFERS);

    private final Web web;
    private final Retyped retyped = new Retyped();
    private final Retyped ended = new Retyped();

    Desk(Web web) {
        this.web = web;
    }

    Web web() {
        return web;
    }

    Shop shop(Context context) {
        return web.console(context);
    }

    ZoneId zone(Shop shop) {
        return shop.store().zone();
    }

    /** Who asks. */
    Member me(Context context) {
        return web.staff().session(context).member();
    }

    /** Lets through whoever has the right; the others are told which one it takes. */
    void check(Context context, Access access) {
        if (access.signedIn() && !isOwnAccount(context.path())) {
            requireFactor(context);
        }
        if (access.signedIn() && !access.suffices(me(context))) {
            web.staff()
                    .room()
                    .note(
                            me(context).handle(),
                            route(context),
                            context.path(),
                            "Lacks the right " + access.words(),
                            false);
            throw new LacksRight(access);
        }
    }

    private static boolean isOwnAccount(String path) {
        return path.equals("/admin/me")
                || path.startsWith("/admin/me/")
                || path.equals("/admin/leave")
                || path.equals("/admin/theme")
                || path.equals("/admin/language");
    }

    private void requireFactor(Context context) {
        if (web.staff().room().factor().isMissing(me(context))) {
            throw new LacksFactor();
        }
    }

    /** Where an action leads, and what is said there. */
    record Went(String path, String notice) {}

    /** Shows a page. */
    void show(Context context, String template, String here, String title, Map<String, Object> model) {
        String trouble = web.remembered(context, TROUBLE);
        if (!trouble.isEmpty()) {
            context.removeCookie(TROUBLE, "/");
        }
        Optional<UUID> typed = typedBefore(context);
        if (trouble.isEmpty() && typed.isPresent()) {
            show(context, template, here, title, model, ENDED);
            context.html(ended.into(
                    typed.get(),
                    String.valueOf(context.result()),
                    web.page(context, title).lang()));
            return;
        }
        show(context, template, here, title, model, trouble);
    }

    /** Where a form lies that was sent after its sender's session had ended. */
    private Optional<UUID> typedBefore(Context context) {
        String key = Form.asked(context, TYPED);
        return Optional.of(key)
                .filter(it -> !it.isEmpty())
                .map(it -> ofBrowser(context, it))
                .filter(ended::has);
    }

    /** Only the browser that sent a form finds it: strangers cannot fill in what somebody else then sends. */
    private UUID ofBrowser(Context context, String key) {
        String place = web.shopper().guest(context) + "|" + key;
        return UUID.nameUUIDFromBytes(Secret.hash(place).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Keeps a form that was sent when its sender's session had ended.
     *
     * @return the page with that form, which is filled in again after the sign-in; empty if nobody says which one it is
     */
    String keepTyped(Context context) {
        String from = web.cameFrom(context);
        if (!from.startsWith("/admin") || from.startsWith("/admin/sign-in") || !Web.isShort(context)) {
            return "";
        }
        String key = UUID.randomUUID().toString();
        ended.keep(ofBrowser(context, key), context, new Declined(ENDED));
        return from + (from.contains("?") ? "&" : "?") + TYPED + "=" + key;
    }

    /** The same with what was wrong; empty for nothing. */
    void show(Context context, String template, String here, String title, Map<String, Object> model, String trouble) {
        Shop shop = shop(context);
        Page page = web.page(context, title);
        if (!trouble.isEmpty()) {
            page = page.failing(trouble);
        }
        Map<String, Object> all = new LinkedHashMap<>(model);
        all.put("rail", Rail.of(shop, me(context), here));
        all.put("zone", zone(shop));
        web.render(context, "console/" + template + ".jte", page, all);
        if (!trouble.isEmpty()) {
            context.html(retyped.into(browser(context), String.valueOf(context.result()), page.lang()));
        }
    }

    private UUID browser(Context context) {
        return web.staff().session(context).key();
    }

    /** Does something and goes back to a page that says what was done, or why it was not. */
    void act(Context context, String back, Function<Shop, String> work) {
        go(context, back, shop -> new Went(back, work.apply(shop)));
    }

    /** The same where success leads to another page. */
    void go(Context context, String back, Function<Shop, Went> work) {
        Shop shop = shop(context);
        try {
            Went went = work.apply(shop);
            note(context, went.notice(), true);
            web.redirect(context, went.path(), cut(went.notice()));
        } catch (Declined e) {
            trouble(context, back, e);
        } catch (StaffException e) {
            trouble(context, back, new Declined(e.words()));
        } catch (CommerceException e) {
            if (e.retryable()) {
                trouble(
                        context,
                        back,
                        new Declined("Somebody else was working on the same thing. Nothing was changed; try again."));
            } else if (FOR_PEOPLE.contains(e.code())) {
                trouble(context, back, Declined.at(Words.field(e), Words.sentence(e)));
            } else {
                throw e;
            }
        }
    }

    /** A secret is shown once, on the answer itself: it must not stand in an address or a cookie. */
    <T> void shown(Context context, String back, Supplier<T> make, Consumer<T> show) {
        T made;
        try {
            made = make.get();
        } catch (Declined | StaffException e) {
            act(context, back, shop -> {
                throw e;
            });
            return;
        }
        show.accept(made);
    }

    /** Notes what was done where no page is gone to. */
    void noted(Context context, String words) {
        note(context, words, true);
    }

    private void trouble(Context context, String back, Declined why) {
        note(context, why.words(), false);
        web.remember(context, TROUBLE, cut(why.words()), 60);
        retyped.keep(browser(context), context, why);
        web.redirect(context, back, "");
    }

    /** Notes that a form was sent back with what is wrong; its page says so itself. */
    void refused(Context context, String words) {
        note(context, words, false);
    }

    /** True if whoever asks has given the password a short while ago. */
    boolean proved(Context context) {
        return web.staff().room().proved(web.staff().session(context));
    }

    /** Lets somebody go on only who has given the password a short while ago, or gives it now. */
    Member prove(Context context) {
        Session session = web.staff().session(context);
        if (!proved(context)) {
            String password = new Form(context).raw("proof");
            if (password.isEmpty()) {
                throw new Declined("Give your own password too; it was some time ago that you did.");
            }
            web.staff().write(context, web.staff().room().prove(session, password, Network.of(context)));
        }
        return session.member();
    }

    /** Every form that was sent stands in the log under the person who sent it. */
    private void note(Context context, String words, boolean done) {
        web.staff().room().note(me(context).handle(), route(context), context.path(), words, done);
    }

    private static String route(Context context) {
        return context.method() + " " + context.endpoint().path.replaceFirst("^/admin/?", "");
    }

    private static String cut(String words) {
        return words.length() > LONGEST ? words.substring(0, LONGEST) + "…" : words;
    }
}
