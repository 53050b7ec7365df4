package io.tradewind.commerce.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.app.api.ApiKeys;
import io.tradewind.commerce.app.sample.JuniperAndJet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The pictures of the page for users of the interfaces; {@code -Dpictures.write=true} draws them into the repository. */
@ExtendWith(SharedBrowser.class)
@EnabledIfSystemProperty(named = "pictures.write", matches = "true")
class DocPicturesTest {
    private static final Path FOLDER = Path.of("..", "docs", "images");
    private static final int MOST_BYTES = 150_000;

    @Test
    void the_page_of_an_interface_and_the_keys_in_the_console_are_drawn(@TempDir Path data) throws IOException {
        try (ConsoleStore store = ConsoleStore.open(data);
                SharedBrowser.Visit visit = SharedBrowser.visit(new Browser.NewContextOptions()
                        .setViewportSize(1180, 720)
                        .setReducedMotion(ReducedMotion.REDUCE))) {
            Page page = visit.page();
            page.navigate(store.app.url().resolve("/api/docs/shop#placeOrder").toString());
            draw(page, "api-docs.png");

            key(store, "Warehouse scanner", Role.PACKER);
            key(store, "Accounting export", Role.FINANCE);
            page.navigate(store.app.staffLink().toString());
            page.fill("#name", "Administrator");
            page.fill("#handle", "admin");
            page.fill("#password", StaffBrowser.PASSWORD);
            page.fill("#again", StaffBrowser.PASSWORD);
            page.click("text=Make the account");
            page.navigate(store.app.url().resolve("/admin/settings").toString());
            page.evaluate("document.getElementById('keys').scrollIntoView({block: 'center'})");
            draw(page, "console-keys.png");
        }
    }

    private static void key(ConsoleStore store, String name, Role role) {
        store.app.keys().issue(ApiKeys.Kind.STAFF, JuniperAndJet.STORE, name, Set.of(role));
    }

    /** Draws what is seen of a page into the documents. */
    static void draw(Page page, String name) throws IOException {
        keep(page.screenshot(), name);
    }

    /** Puts a picture among those of the documents, if it is neither empty nor large. */
    static void keep(byte[] picture, String name) throws IOException {
        Files.write(FOLDER.resolve(name), picture);
        assertThat(picture.length).as(name).isBetween(10_000, MOST_BYTES);
    }
}
