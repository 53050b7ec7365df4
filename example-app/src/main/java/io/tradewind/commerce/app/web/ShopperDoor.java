package io.tradewind.commerce.app.web;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.tradewind.commerce.app.staff.Secret;
import java.util.Optional;

/**
 * Who of the shoppers asks. A guest is known by a cookie alone; who has signed in, by a second one, whose session is kept.
 * Safe for many threads.
 */
public final class ShopperDoor {
    private static final String GUEST = "tw_shop";
    private static final String ACCOUNT = "tw_account";
    private static final String TOKEN = "[A-Za-z0-9_-]{27}";

    private final Accounts accounts;
    private final Cookies cookies;

    ShopperDoor(Accounts accounts, Cookies cookies) {
        this.accounts = accounts;
        this.cookies = cookies;
    }

    /** What this browser's baskets belong to while nobody has signed in; a fresh one for who was never here. */
    public String guest(Context context) {
        String known = context.attribute(GUEST);
        if (known != null) {
            return known;
        }
        String token = Optional.ofNullable(context.cookie(cookies.ownName(context, GUEST)))
                .filter(it -> it.matches(TOKEN))
                .orElseGet(() -> fresh(context));
        context.attribute(GUEST, token);
        return token;
    }

    /** A browser that another site made send a form did not send its cookie along, so it keeps the one it has. */
    private String fresh(Context context) {
        String token = Secret.fresh();
        boolean elsewhere = "cross-site".equals(context.header("Sec-Fetch-Site"));
        if (!elsewhere || context.method().equals(HandlerType.GET)) {
            cookies.put(context, cookies.ownName(context, GUEST), token, Cookies.YEAR);
        }
        context.attribute(GUEST, token);
        return token;
    }

    /** Who has signed in on this browser; empty for guests, who cost no statement. */
    public Optional<String> customer(Context context) {
        Optional<String> known = context.attribute(ACCOUNT);
        if (known == null) {
            known = Optional.of(account(context)).filter(it -> !it.isEmpty()).flatMap(accounts::customer);
            context.attribute(ACCOUNT, known);
        }
        return known;
    }

    /** Signs a customer in, under new tokens whatever the browser had before. */
    public void enter(Context context, String customer) {
        leave(context);
        String token = accounts.open(customer);
        cookies.put(context, cookies.ownName(context, ACCOUNT), token, (int) Accounts.LIFE.toSeconds());
        context.attribute(ACCOUNT, Optional.of(customer));
    }

    /** Signs out; what was a guest's before is not found by whoever uses the browser next. */
    public void leave(Context context) {
        String token = account(context);
        if (!token.isEmpty()) {
            accounts.leave(token);
            cookies.put(context, cookies.ownName(context, ACCOUNT), "", 0);
        }
        context.attribute(ACCOUNT, Optional.empty());
        fresh(context);
    }

    private String account(Context context) {
        return Optional.ofNullable(context.cookie(cookies.ownName(context, ACCOUNT)))
                .filter(it -> it.matches(TOKEN))
                .orElse("");
    }
}
