package io.tradewind.commerce.testkit.payment;

import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.http.HttpCall;
import io.tradewind.commerce.spi.http.HttpReply;
import io.tradewind.commerce.spi.payment.PaymentGateway;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.StoredCredential;
import io.tradewind.commerce.testkit.payment.Rule.Need;
import io.tradewind.commerce.testkit.proxy.Fault;
import io.tradewind.commerce.testkit.proxy.Seen;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** PAY-AMT: the provider is told exactly the amount asked, in every currency. */
final class AmountRules {
    private static final int MANY = 10_000;
    private static final int SOME = 200;
    private static final List<String> TRAPS =
            List.of("0.01", "0.07", "0.29", "0.57", "1.15", "4.35", "8.20", "19.99", "64.10", "1005.45");

    static final List<Rule> ALL = List.of(
            Rule.of("PAY-AMT-1", "The smallest and the largest amount arrive exactly")
                    .needing(Need.MACHINE, Need.COUNT)
                    .cases("SMALLEST", "LARGEST")
                    .checked(AmountRules::limits),
            Rule.of("PAY-AMT-2", "A currency without decimals is not multiplied: JPY")
                    .needing(Need.MACHINE, Need.COUNT)
                    .checked((b, kind) -> charge(b, "JPY 1250")),
            Rule.of("PAY-AMT-3", "A currency with three decimals keeps them: KWD")
                    .needing(Need.MACHINE, Need.COUNT)
                    .checked((b, kind) -> charge(b, "KWD 1.255")),
            Rule.of("PAY-AMT-4", "The provider's own exceptions from the ISO table are followed")
                    .needing(Need.MACHINE, Need.COUNT)
                    .checked((b, kind) -> exceptions(b)),
            Rule.of("PAY-AMT-5", "Random amounts are exact on the wire: no floating point")
                    .needing(Need.MACHINE, Need.COUNT)
                    .checked((b, kind) -> randomAmounts(b)),
            Rule.of("PAY-AMT-6", "The amount reported is the provider's, not the request's")
                    .needing(Need.MACHINE, Need.LINE)
                    .checked((b, kind) -> providersAmount(b)),
            Rule.of("PAY-AMT-7", "An amount the provider cannot be told is refused before anything is sent")
                    .checked((b, kind) -> unsayable(b)));

    private AmountRules() {}

    private static void limits(Bench b, String kind) {
        CurrencyUnit currency = b.money("1.00").getCurrencyUnit();
        charge(b, kind.equals("SMALLEST") ? Money.ofMinor(currency, 1) : b.harness.largest(currency));
    }

    private static void charge(Bench b, String amount) {
        Money money = Money.parse(amount);
        if (!b.profile().currencies().contains(money.getCurrencyUnit())) {
            throw Skipped.notClaimed(money.getCurrencyUnit());
        }
        charge(b, money);
    }

    private static void charge(Bench b, Money money) {
        OperationId id = b.id();
        PaymentResult.Approved paid = b.approved(b.send(b.opening(ConfRules.opening(b), money), id), "paid " + money);
        b.expectBooked(money, id);
        b.expect(paid.amount().equals(money), "" + money, paid);
    }

    private static void exceptions(Bench b) {
        Map<String, Integer> exceptions = new TreeMap<>(b.profile().units().exceptions());
        exceptions.keySet().removeIf(it -> !b.profile().currencies().contains(CurrencyUnit.of(it)));
        if (exceptions.isEmpty()) {
            throw Skipped.notClaimed("a table of decimals of its own");
        }
        exceptions.keySet().forEach(it -> charge(b, Money.of(CurrencyUnit.of(it), BigDecimal.valueOf(1250))));
    }

    private static void providersAmount(Bench b) {
        b.gateway();
        if (b.harness.withAnotherAmount("{}".getBytes(StandardCharsets.UTF_8)).isEmpty()) {
            throw Skipped.notRun("the harness cannot edit an answer: withAnotherAmount(…)");
        }
        b.onEffects().next(new Fault.Lie(it -> b.harness.withAnotherAmount(it).orElse(it)));
        Money asked = b.money("12.50");
        PaymentResult result = b.send(b.opening(ConfRules.opening(b), asked), b.id());
        boolean echoed =
                result instanceof PaymentResult.Approved it && it.amount().equals(asked);
        b.expect(!echoed, "another amount than " + asked + ", as the provider said (or unknown)", result);
    }

    private static void unsayable(Bench b) {
        List<Money> amounts = new ArrayList<>();
        amounts.add(Money.of(b.money("1.00").getCurrencyUnit(), new BigDecimal("100000000000000000000")));
        b.profile().units().exceptions().forEach((code, decimals) -> {
            CurrencyUnit currency = CurrencyUnit.of(code);
            if (currency.getDecimalPlaces() > decimals
                    && b.profile().currencies().contains(currency)) {
                amounts.add(Money.ofMinor(currency, 125_001));
            }
        });
        for (Money amount : amounts) {
            OperationId id = b.id();
            int mark = b.mark();
            try {
                PaymentResult result = b.gateway()
                        .authorize(b.authorization(
                                b.opening(ConfRules.opening(b), amount),
                                Call.first(id, b.deadline()),
                                StoredCredential.NONE));
                b.expect(PaymentResult.Rejected.class, result, amount + " refused");
            } catch (ArithmeticException | IllegalArgumentException refused) {
                b.note("" + amount + " -> threw " + refused);
            }
            b.expectNothingSent(mark, id);
        }
    }

    private static void randomAmounts(Bench b) {
        List<CurrencyUnit> currencies = new TreeSet<>(b.profile().currencies())
                .stream()
                        .filter(it -> it.getDecimalPlaces() >= 0)
                        .sorted(Comparator.comparing(
                                it -> !b.profile().units().exceptions().containsKey(it.getCode())))
                        .limit(12)
                        .toList();
        Dry dry = new Dry(b);
        boolean readable =
                b.proxyIfAny().isPresent() && dry.said(b.money("12.50")).isPresent();
        boolean cheap = readable || b.proxyIfAny().isEmpty();
        int often = readable ? MANY : cheap ? MANY / 10 : SOME;
        Random random = new Random(20260102);
        for (int i = 0; i < often; i++) {
            Money amount = amount(b, currencies, random, i);
            if (amount.isPositive() && b.profile().takes(amount)) {
                if (readable) {
                    Optional<Money> said = dry.said(amount);
                    b.expect(said.equals(Optional.of(amount)), amount + " on the wire", said);
                } else {
                    charge(b, amount);
                }
            }
        }
    }

    private static Money amount(Bench b, List<CurrencyUnit> currencies, Random random, int i) {
        if (i < TRAPS.size()) {
            return b.money(TRAPS.get(i));
        }
        CurrencyUnit currency = currencies.get(random.nextInt(currencies.size()));
        long largest = Math.max(2, b.harness.largest(currency).getAmountMinorLong());
        long minor = 1 + (long) (largest * Math.pow(random.nextDouble(), 4));
        return Money.ofMinor(currency, Math.min(largest, minor));
    }

    /** A gateway that sends nothing: what would have gone out is looked at, so ten thousand take a second. */
    private static final class Dry {
        private final Bench b;
        private final Queue<Seen> sent = new ConcurrentLinkedQueue<>();
        private final PaymentGateway gateway;

        Dry(Bench b) {
            this.b = b;
            this.gateway = b.create("tck-dry", b.settings(), call -> {
                if (b.harness.signsIn(seen(call))) {
                    return b.port.send(call);
                }
                sent.add(seen(call));
                return new HttpReply.Unknown("nothing was sent");
            });
        }

        Optional<Money> said(Money amount) {
            sent.clear();
            b.send(gateway, b.opening(ConfRules.opening(b), amount), Call.first(b.id(), b.deadline()));
            return Optional.ofNullable(sent.peek()).flatMap(b.harness::amountOf);
        }
    }

    private static Seen seen(HttpCall call) {
        Map<String, List<String>> headers = new TreeMap<>();
        call.headers().forEach((name, value) -> headers.put(name, List.of(value)));
        return new Seen(
                0, call.method(), String.valueOf(call.uri().getRawPath()), headers, call.body(), new Fault.Pass());
    }
}
