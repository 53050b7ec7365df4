package io.tradewind.commerce.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ReducedMotion;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** The pictures of the shop in the documents; {@code -Dpictures.write=true} draws them into the repository. */
@ExtendWith({SharedShop.class, SharedBrowser.class})
@EnabledIfSystemProperty(named = "pictures.write", matches = "true")
class ShopPicturesTest {
    private static final Path FOLDER = Path.of("..", "docs", "images");
    private static final int MOST_BYTES = 200_000;
    private static final int GAP = 16;

    @Test
    void a_product_a_list_and_three_phones_are_drawn() throws IOException {
        save(
                "shop-product.png",
                List.of(shot(
                        SharedShop.visitor(),
                        "p/trail-bottle?sku=BOTTLE-MOSS-750ML&e0=For+Ada%2C&e1=always&gift=1&message=Happy+birthday",
                        desk(1330))));
        save(
                "shop-list.png",
                List.of(shot(SharedShop.visitor(), "c/all", desk(860).setColorScheme(ColorScheme.DARK))));

        Visitor guest = SharedShop.visitor();
        guest.add("BOTTLE-MOSS-750ML", "e0", "Ada");
        guest.verify(SharedShop.phone());
        guest.live();
        BufferedImage delivery = shot(guest, "checkout/delivery", phone());
        Visitor buyer = SharedShop.visitor();
        String order = buyer.buy(SharedShop.phone());
        SharedShop.send(SharedShop.shown(order));
        BufferedImage tracking = shot(buyer, "ar" + order, phone());
        BufferedImage front = shot(SharedShop.visitor(), "", phone().setColorScheme(ColorScheme.DARK));
        save("shop-phone.png", List.of(delivery, tracking, front));
    }

    private static Browser.NewContextOptions desk(int height) {
        return new Browser.NewContextOptions().setViewportSize(1280, height).setDeviceScaleFactor(0.65);
    }

    private static Browser.NewContextOptions phone() {
        return new Browser.NewContextOptions().setViewportSize(390, 844).setDeviceScaleFactor(0.8);
    }

    /** What that visitor sees there. */
    private static BufferedImage shot(Visitor visitor, String path, Browser.NewContextOptions options)
            throws IOException {
        try (SharedBrowser.Visit visit = SharedBrowser.visit(options.setReducedMotion(ReducedMotion.REDUCE))) {
            List<Cookie> cookies = new ArrayList<>();
            visitor.cookies()
                    .forEach((name, value) -> cookies.add(
                            new Cookie(name, value).setUrl(SharedShop.url().toString())));
            if (!cookies.isEmpty()) {
                visit.context().addCookies(cookies);
            }
            Page page = visit.page();
            page.navigate(SharedShop.at("/" + path));
            page.evaluate("Promise.all([...document.images]"
                    + ".map(it => { it.loading = 'eager'; return it.decode().catch(() => 0); }))");
            return ImageIO.read(new ByteArrayInputStream(page.screenshot()));
        }
    }

    /** Side by side, into one file. */
    private static void save(String name, List<BufferedImage> shots) throws IOException {
        int width = shots.stream().mapToInt(BufferedImage::getWidth).sum() + GAP * (shots.size() - 1);
        BufferedImage all = new BufferedImage(width, shots.get(0).getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = all.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, width, all.getHeight());
        int x = 0;
        for (BufferedImage shot : shots) {
            pen.drawImage(shot, x, 0, null);
            x += shot.getWidth() + GAP;
        }
        pen.dispose();
        ImageIO.write(all, "png", FOLDER.resolve(name).toFile());
        assertThat(Files.size(FOLDER.resolve(name))).as(name).isBetween(10_000L, (long) MOST_BYTES);
    }
}
