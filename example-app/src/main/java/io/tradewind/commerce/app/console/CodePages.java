package io.tradewind.commerce.app.console;

import io.javalin.http.Context;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.app.web.Format;
import io.tradewind.commerce.promotion.Influencer;
import io.tradewind.commerce.promotion.NewCode;
import io.tradewind.commerce.promotion.Statement;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import org.joda.money.Money;

/** Codes, influencers and what these earn. */
final class CodePages {
    private static final String CODES = "/admin/codes";

    private static final BigDecimal MOST = BigDecimal.valueOf(100);

    private final Desk desk;

    CodePages(Desk desk) {
        this.desk = desk;
    }

    void routes(Routes routes) {
        routes.get(CODES, Access.of(Permission.PROMOTIONS), this::list);
        routes.post(CODES, Access.of(Permission.PROMOTIONS), this::create);
        routes.post(CODES + "/end", Access.of(Permission.PROMOTIONS), this::end);
        routes.post(CODES + "/influencers", Access.of(Permission.PROMOTIONS), this::influencer);
        routes.get(CODES + "/influencers/{handle}", Access.of(Permission.PROMOTIONS), this::statement);
        routes.post(CODES + "/influencers/{handle}/paid", Access.of(Permission.PROMOTIONS), this::paid);
    }

    private void list(Context context) {
        Shop shop = desk.shop(context);
        desk.show(
                context,
                "codes",
                "codes",
                "Codes",
                Map.of(
                        "codes", shop.promotions().codes(),
                        "influencers", shop.promotions().influencers()));
    }

    private void create(Context context) {
        Form form = new Form(context);
        desk.act(context, CODES, shop -> {
            String code = form.words("code", "The code", 40);
            if (!code.matches("[A-Za-z0-9_-]{3,40}")) {
                throw Declined.at("code", "The code: 3 to 40 letters, digits, - and _.");
            }
            NewCode wanted = benefit(form, shop, code);
            if (!form.text("minimum").isEmpty()) {
                wanted = wanted.minimum(
                        form.money("minimum", "The minimum", shop.store().currency()));
            }
            if (!form.text("uses").isEmpty()) {
                wanted = wanted.maxUses(form.number("uses", "Uses in all", 1, 9_999_999));
            }
            if (!form.text("each").isEmpty()) {
                wanted = wanted.perCustomer(form.number("each", "Uses per customer", 1, 1000));
            }
            if (!form.text("until").isEmpty()) {
                wanted = wanted.until(day(form.text("until"))
                        .plusDays(1)
                        .atStartOfDay(desk.zone(shop))
                        .toInstant());
            }
            if (!form.text("influencer").isEmpty()) {
                wanted = wanted.influencer(form.text("influencer"));
            }
            shop.promotions().create(wanted);
            return "The code " + code + " works from now on.";
        });
    }

    private static NewCode benefit(Form form, Shop shop, String code) {
        if (form.text("kind").equals("fixed")) {
            return NewCode.fixed(
                    code, form.money("value", "The amount", shop.store().currency()));
        }
        var percent = form.decimal("value", "The percentage");
        if (percent.signum() <= 0 || percent.compareTo(MOST) > 0) {
            throw Declined.at("value", "The percentage: more than 0, at most 100.");
        }
        return NewCode.percent(code, percent.toPlainString());
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw Declined.at("until", "The last day: write it like 2026-12-24.");
        }
    }

    private void end(Context context) {
        Form form = new Form(context);
        desk.act(context, CODES, shop -> {
            String code = form.words("code", "The code", 40);
            shop.promotions().end(code);
            return "The code " + code + " has ended. Payments under way keep it.";
        });
    }

    private void influencer(Context context) {
        Form form = new Form(context);
        desk.act(context, CODES, shop -> {
            String handle = form.text("handle");
            if (!handle.matches("[a-z0-9][a-z0-9.-]{1,59}")) {
                throw Declined.at("handle", "The handle: 2 to 60 of a-z, 0-9, - and .");
            }
            Influencer saved = shop.promotions()
                    .save(Influencer.of(
                            handle,
                            form.words("name", "The name", 120),
                            form.decimal("commission", "The commission").toPlainString()));
            return saved.name() + " earns "
                    + saved.commission().stripTrailingZeros().toPlainString() + " % from now on.";
        });
    }

    private void statement(Context context) {
        Shop shop = desk.shop(context);
        YearMonth month = month(Form.asked(context, "month"), desk.zone(shop));
        Statement statement = shop.promotions()
                .statement(
                        context.pathParam("handle"),
                        month.atDay(1).atStartOfDay(desk.zone(shop)).toInstant(),
                        month.plusMonths(1)
                                .atDay(1)
                                .atStartOfDay(desk.zone(shop))
                                .toInstant());
        Map<String, Object> model = new HashMap<>();
        model.put("statement", statement);
        model.put("month", month);
        desk.show(context, "statement", "codes", statement.influencer().name(), model);
    }

    private static YearMonth month(String text, ZoneId zone) {
        try {
            return text.isEmpty() ? YearMonth.now(zone) : YearMonth.parse(text);
        } catch (DateTimeParseException e) {
            return YearMonth.now(zone);
        }
    }

    private void paid(Context context) {
        String handle = context.pathParam("handle");
        desk.act(context, CODES + "/influencers/" + encoded(handle), shop -> {
            Money sum = shop.promotions().payOut(handle);
            return sum.isZero() ? "There is nothing to pay out." : Format.money(sum) + " is booked as paid out.";
        });
    }

    private static String encoded(String handle) {
        return handle.matches("[a-z0-9.-]+") ? handle : "unknown";
    }
}
