package io.tradewind.commerce.app.api.admin;

import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.app.api.ApiCall;
import io.tradewind.commerce.app.api.ApiFault;
import io.tradewind.commerce.app.api.ApiReply;
import io.tradewind.commerce.app.api.ApiRoute;
import io.tradewind.commerce.app.api.Field;
import io.tradewind.commerce.app.api.IdKind;
import io.tradewind.commerce.app.api.KeyRule;
import io.tradewind.commerce.app.api.Parameter;
import io.tradewind.commerce.pricing.Benefit;
import io.tradewind.commerce.promotion.Code;
import io.tradewind.commerce.promotion.CommissionState;
import io.tradewind.commerce.promotion.Influencer;
import io.tradewind.commerce.promotion.NewCode;
import io.tradewind.commerce.promotion.Statement;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.joda.money.Money;

/** Discount codes, and the people who spread them. */
final class PromotionRoutes {
    private static final String GROUP = "Promotions";
    private static final Parameter CODE = Parameter.text("code", "The code, whatever its case", 40, "API10");
    private static final Parameter HANDLE = Parameter.text("handle", "The influencer's name in addresses", 60, "lena");

    private PromotionRoutes() {}

    record MakeCode(
            @Field(min = 1, max = 40) String code,

            @Field(
                    value = "Percent off, as 10 or 12.5; or give amountOff",
                    pattern = "^(100|[0-9]{1,2})(\\.[0-9]{1,2})?$")
            Optional<String> percent,

            @Field("Off the articles") Optional<Money> amountOff,
            @Field("Least sum of the articles") Optional<Money> minimum,
            Optional<Instant> from,
            Optional<Instant> until,
            @Field(min = 1, max = 10_000_000) Optional<Integer> maxUses,
            @Field(min = 1, max = 1_000_000) Optional<Integer> perCustomer,
            @Field("Most it may cost in all") Optional<Money> budget,

            @Field(value = "Who spreads it", min = 1, max = 60)
            Optional<String> influencer) {
        NewCode read() {
            if (percent.isPresent() == amountOff.isPresent()) {
                throw ApiFault.invalid("/percent", "one-of", "give either percent or amountOff");
            }
            NewCode code = percent.map(it -> NewCode.percent(this.code, it))
                    .orElseGet(() -> NewCode.fixed(this.code, amountOff.orElseThrow()));
            code = minimum.map(code::minimum).orElse(code);
            code = from.map(code::from).orElse(code);
            code = until.map(code::until).orElse(code);
            code = maxUses.map(code::maxUses).orElse(code);
            code = perCustomer.map(code::perCustomer).orElse(code);
            code = budget.map(code::budget).orElse(code);
            return influencer.map(code::influencer).orElse(code);
        }
    }

    record CodeShape(
            String code,
            Optional<String> percent,
            Optional<Money> amountOff,
            Optional<Money> minimum,
            Optional<Instant> from,
            Optional<Instant> until,
            Optional<Integer> maxUses,
            Optional<Integer> perCustomer,
            Optional<Money> budget,
            Optional<String> influencer,
            int used,
            Money spent,
            boolean active) {
        static CodeShape of(Code it) {
            NewCode terms = it.terms();
            return new CodeShape(
                    terms.code(),
                    terms.benefit() instanceof Benefit.Percent percent
                            ? Optional.of(percent.percent().toPlainString())
                            : Optional.empty(),
                    terms.benefit() instanceof Benefit.Fixed fixed ? Optional.of(fixed.amount()) : Optional.empty(),
                    terms.minimum(),
                    terms.from(),
                    terms.until(),
                    boxed(terms.maxUses()),
                    boxed(terms.perCustomer()),
                    terms.budget(),
                    terms.influencer(),
                    it.used(),
                    it.spent(),
                    it.active());
        }

        private static Optional<Integer> boxed(OptionalInt it) {
            return it.isPresent() ? Optional.of(it.getAsInt()) : Optional.empty();
        }
    }

    record Codes(List<CodeShape> items) {}

    record Person(
            @Field(min = 1, max = 60) String handle,
            @Field(min = 1, max = 200) String name,

            @Field(value = "Percent of the goods, as 5 or 7.5", pattern = "^(100|[0-9]{1,2})(\\.[0-9]{1,2})?$")
            String commissionPercent) {}

    record People(List<Person> items) {}

    record Earned(
            Instant at,
            Statement.Kind kind,
            @Field(id = IdKind.ORDER) String order,
            Money goods,
            Money commission,
            CommissionState state) {
        static Earned of(Statement.Entry it) {
            return new Earned(
                    it.at(), it.kind(), IdKind.ORDER.of(it.orderId()), it.goods(), it.commission(), it.state());
        }
    }

    record StatementShape(
            String influencer,
            Instant from,
            Instant until,
            List<Earned> entries,
            Money sales,
            Money returned,
            Money earned,
            Money reversed,
            Money paid,
            Money pending,
            Money payable) {
        static StatementShape of(Statement it) {
            return new StatementShape(
                    it.influencer().handle(),
                    it.from(),
                    it.until(),
                    ApiCall.each(it.entries(), Earned::of),
                    it.sales(),
                    it.returned(),
                    it.earned(),
                    it.reversed(),
                    it.paid(),
                    it.pending(),
                    it.payable());
        }
    }

    record PaidOut(Money sum) {}

    static List<ApiRoute> all() {
        return List.of(
                ApiRoute.get("/codes")
                        .called("listCodes", GROUP, "All codes, in the order of the alphabet")
                        .needs(Permission.PROMOTIONS)
                        .answers(Codes.class)
                        .by(call -> ApiReply.of(
                                new Codes(ApiCall.each(call.shop().promotions().codes(), CodeShape::of)))),
                ApiRoute.post("/codes")
                        .called("createCode", GROUP, "Creates a code")
                        .needs(Permission.PROMOTIONS)
                        .body(MakeCode.class, "{\"code\": \"API10\", \"percent\": \"10\", \"maxUses\": 500}")
                        .creates(CodeShape.class)
                        .by(call -> ApiReply.of(CodeShape.of(call.shop()
                                .promotions()
                                .create(call.body(MakeCode.class).read())))),
                ApiRoute.get("/codes/{code}")
                        .called("getCode", GROUP, "One code and how often it was used")
                        .needs(Permission.PROMOTIONS)
                        .with(CODE)
                        .answers(CodeShape.class)
                        .by(call -> ApiReply.of(CodeShape.of(call.shop()
                                .promotions()
                                .find(call.path("code"))
                                .orElseThrow(() -> ApiFault.notFound("code"))))),
                ApiRoute.post("/codes/{code}/endings")
                        .called("endCode", GROUP, "Ends it: payments under way keep it, nobody else gets it")
                        .needs(Permission.PROMOTIONS)
                        .with(CODE)
                        .answers(CodeShape.class)
                        .by(call -> ApiReply.of(
                                CodeShape.of(call.shop().promotions().end(call.path("code"))))),
                ApiRoute.get("/influencers")
                        .called("listInfluencers", GROUP, "Who spreads codes")
                        .needs(Permission.PROMOTIONS)
                        .answers(People.class)
                        .by(call -> ApiReply.of(new People(
                                ApiCall.each(call.shop().promotions().influencers(), PromotionRoutes::person)))),
                ApiRoute.post("/influencers")
                        .called("saveInfluencer", GROUP, "Adds somebody, or changes name and commission")
                        .needs(Permission.PROMOTIONS)
                        .body(
                                Person.class,
                                "{\"handle\": \"api-friend\", \"name\": \"A friend\", \"commissionPercent\": \"5\"}")
                        .answers(Person.class)
                        .by(PromotionRoutes::save),
                ApiRoute.get("/influencers/{handle}/statement")
                        .called("getStatement", GROUP, "What somebody earned in a time")
                        .needs(Permission.PROMOTIONS)
                        .with(HANDLE)
                        .query(Parameter.instant("from", "From then").needed())
                        .query(Parameter.instant("until", "Until just before then")
                                .needed())
                        .answers(StatementShape.class)
                        .by(PromotionRoutes::statement),
                ApiRoute.post("/influencers/{handle}/payouts")
                        .called("payOut", GROUP, "Notes that everything payable was paid out")
                        .needs(Permission.PROMOTIONS)
                        .once(KeyRule.JOINED)
                        .with(HANDLE)
                        .answers(PaidOut.class)
                        .by(call ->
                                ApiReply.of(new PaidOut(call.shop().promotions().payOut(call.path("handle"))))));
    }

    private static ApiReply save(ApiCall call) {
        Person it = call.body(Person.class);
        return ApiReply.of(
                person(call.shop().promotions().save(Influencer.of(it.handle(), it.name(), it.commissionPercent()))));
    }

    private static ApiReply statement(ApiCall call) {
        return ApiReply.of(StatementShape.of(call.shop()
                .promotions()
                .statement(call.path("handle"), instant(call, "from"), instant(call, "until"))));
    }

    static Instant instant(ApiCall call, String name) {
        try {
            return Instant.parse(call.query(name).orElseThrow());
        } catch (DateTimeParseException e) {
            throw ApiFault.invalid(name, "instant", "is no day of the calendar: write it as 2026-01-31T00:00:00Z");
        }
    }

    private static Person person(Influencer it) {
        return new Person(
                it.handle(), it.name(), it.commission().stripTrailingZeros().toPlainString());
    }
}
