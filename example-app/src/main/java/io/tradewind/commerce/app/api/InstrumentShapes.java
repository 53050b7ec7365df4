package io.tradewind.commerce.app.api;

import io.tradewind.commerce.payment.KeptInstrument;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Instruments that payment providers keep, as both interfaces show them. */
public final class InstrumentShapes {
    private InstrumentShapes() {}

    /** One of them. */
    public record Instrument(
            @Field(id = IdKind.INSTRUMENT) String id,

            @Field("Payment account that keeps it and that it is paid with")
            String account,

            @Field("What its holder recognises") String label,

            @Field("Last month it can be used, as 2031-05") Optional<String> usableUntil,

            Instant savedAt) {
        static Instrument of(KeptInstrument it) {
            return new Instrument(
                    IdKind.INSTRUMENT.of(it.id()),
                    it.account(),
                    it.label(),
                    it.usableUntil().map(String::valueOf),
                    it.savedAt());
        }
    }

    /** All of them. */
    public record InstrumentList(@Field("The latest first") List<Instrument> items) {}

    /** As they are sent. */
    public static InstrumentList list(List<KeptInstrument> kept) {
        return new InstrumentList(ApiCall.each(kept, Instrument::of));
    }
}
