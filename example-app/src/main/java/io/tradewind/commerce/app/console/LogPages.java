package io.tradewind.commerce.app.console;

import io.javalin.http.Context;
import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.app.staff.Deed;
import io.tradewind.commerce.app.staff.StaffRoom;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What staff did and tried, newest first. */
final class LogPages {
    private static final int ROWS = 50;

    private final Desk desk;
    private final StaffRoom room;

    LogPages(Desk desk) {
        this.desk = desk;
        this.room = desk.web().staff().room();
    }

    void routes(Routes routes) {
        routes.get("/admin/log", Access.of(Permission.OPERATIONS), this::page);
    }

    private void page(Context context) {
        String who = Form.asked(context, "who");
        List<Deed> found = room.deeds(who, before(Form.asked(context, "after")), ROWS + 1);
        boolean more = found.size() > ROWS;
        List<Deed> deeds = more ? found.subList(0, ROWS) : found;
        String next =
                more ? deeds.get(ROWS - 1).at() + "_" + deeds.get(ROWS - 1).id() : "";
        desk.show(
                context,
                "log",
                "log",
                "Log",
                Map.of("deeds", deeds, "next", next, "who", who, "members", room.members()));
    }

    /** The entry a page ended with; anything else is the first page. */
    private static Optional<Deed> before(String text) {
        int cut = text.indexOf('_');
        try {
            return cut < 0
                    ? Optional.empty()
                    : Optional.of(
                            Deed.at(Instant.parse(text.substring(0, cut)), UUID.fromString(text.substring(cut + 1))));
        } catch (DateTimeParseException | IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
