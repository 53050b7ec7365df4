package io.tradewind.commerce.app;

import io.javalin.Javalin;
import io.tradewind.commerce.Commerce;
import io.tradewind.commerce.app.console.ConsolePages;
import io.tradewind.commerce.app.sample.JuniperAndJet;
import io.tradewind.commerce.app.shop.ShopPages;
import io.tradewind.commerce.app.web.Staff;
import io.tradewind.commerce.app.web.Web;
import java.net.URI;

/** The running store: an embedded {@code Commerce} and a web server in front of it. */
public final class App implements AutoCloseable {
    private final Commerce commerce;
    private final Javalin server;
    private final Staff staff;

    private App(Commerce commerce, Javalin server, Staff staff) {
        this.commerce = commerce;
        this.server = server;
        this.staff = staff;
    }

    /** Opens the database, fills an empty one with the sample store, and listens. */
    static App start(AppConfig config) {
        Commerce commerce = JuniperAndJet.open(config);
        try {
            JuniperAndJet.fillIfEmpty(commerce);
            Staff staff = new Staff();
            Web web = new Web(commerce, JuniperAndJet.STORE, staff);
            Javalin server = Javalin.create(javalin -> {
                web.configure(javalin);
                new ShopPages(web).routes(javalin.routes);
                new ConsolePages(web).routes(javalin.routes);
            });
            return new App(commerce, server.start("127.0.0.1", config.port()), staff);
        } catch (RuntimeException e) {
            commerce.close();
            throw e;
        }
    }

    /** Where the shop is. */
    URI url() {
        return URI.create("http://127.0.0.1:" + server.port() + "/");
    }

    /** Signs one member of staff in, once. */
    URI staffLink() {
        return url().resolve("/admin/enter/" + staff.newLink());
    }

    /** The library behind the pages. */
    Commerce commerce() {
        return commerce;
    }

    @Override
    public void close() {
        server.stop();
        commerce.close();
    }
}
