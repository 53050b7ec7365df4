package io.tradewind.commerce.app.console;

import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.app.web.Media;
import io.tradewind.commerce.catalog.ArticleName;
import io.tradewind.commerce.catalog.EditAnswer;
import io.tradewind.commerce.catalog.NewProduct;
import io.tradewind.commerce.catalog.Page;
import io.tradewind.commerce.catalog.Product;
import io.tradewind.commerce.catalog.ProductCard;
import io.tradewind.commerce.catalog.ProductId;
import io.tradewind.commerce.catalog.ProductQuery;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.catalog.Variant;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.stock.AdjustAnswer;
import io.tradewind.commerce.stock.StockLevel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Products and their stock. */
final class ProductPages {
    private static final int LOW = 5;
    private static final Access SEE = Access.of(Permission.CATALOG, Permission.STOCK);

    private final Desk desk;
    private final Media media;

    ProductPages(Desk desk, Media media) {
        this.desk = desk;
        this.media = media;
    }

    void routes(Routes routes) {
        routes.get("/admin/products", SEE, this::list);
        routes.get(
                "/admin/products/new",
                Access.of(Permission.CATALOG),
                context -> desk.show(
                        context,
                        "product-new",
                        "products",
                        "New product",
                        Map.of(
                                "currency",
                                desk.shop(context).store().currency().getCode(),
                                "categories",
                                desk.shop(context).catalog().categories())));
        routes.post("/admin/products", Access.of(Permission.CATALOG), this::create);
        routes.get("/admin/stock/{sku}", Access.of(Permission.STOCK), this::movements);
        routes.post("/admin/stock/{sku}/receive", Access.of(Permission.STOCK), this::receive);
        routes.get("/admin/products/{id}", SEE, this::page);
        routes.post("/admin/products/{id}/publish", Access.of(Permission.CATALOG), context -> show(context, true));
        routes.post("/admin/products/{id}/unpublish", Access.of(Permission.CATALOG), context -> show(context, false));
        routes.post("/admin/products/{id}/edit", Access.of(Permission.CATALOG), this::edit);
        routes.post("/admin/products/{id}/pictures", Access.of(Permission.CATALOG), this::picture);
        routes.post("/admin/products/{id}/stock", Access.of(Permission.STOCK), this::stock);
        routes.get("/admin/stock", Access.of(Permission.STOCK), this::scarce);
        routes.post("/admin/stock", Access.of(Permission.STOCK), this::count);
    }

    private void list(Context context) {
        Shop shop = desk.shop(context);
        String text = Form.asked(context, "q");
        ProductQuery query = ProductQuery.all().withDrafts();
        if (!text.isEmpty()) {
            query = query.matching(text);
        }
        String after = Form.asked(context, "after");
        Page<ProductCard> found;
        try {
            found = shop.catalog().list(after.isEmpty() ? query : query.after(after));
        } catch (CommerceException oldLink) {
            desk.web().redirect(context, "/admin/products", "That page of the list is gone; here is the first.");
            return;
        }
        desk.show(
                context,
                "products",
                "products",
                "Products",
                Map.of("products", found.items(), "next", found.next().orElse(""), "text", text));
    }

    private void page(Context context) {
        Shop shop = desk.shop(context);
        Product product = product(shop, context);
        desk.show(
                context,
                "product",
                "products",
                product.title(),
                Map.of("product", product, "levels", levels(shop, product), "me", desk.me(context)));
    }

    private static Map<String, StockLevel> levels(Shop shop, Product product) {
        List<Sku> skus = product.variants().stream().map(Variant::sku).toList();
        Map<String, StockLevel> levels = new LinkedHashMap<>();
        String selling = shop.store().policy().location();
        shop.stock().levels(skus).stream()
                .filter(it -> it.location().equals(selling))
                .forEach(it -> levels.put(it.sku().value(), it));
        return levels;
    }

    private static Product product(Shop shop, Context context) {
        return shop.catalog()
                .find(new ProductId(Form.id(context, "id")))
                .orElseThrow(() -> CommerceException.notFound("product"));
    }

    private static String path(Context context) {
        return "/admin/products/" + Form.id(context, "id");
    }

    private void show(Context context, boolean published) {
        desk.act(context, path(context), shop -> {
            ProductId id = new ProductId(Form.id(context, "id"));
            if (published) {
                shop.catalog().publish(id);
                return "Shoppers see it now.";
            }
            shop.catalog().unpublish(id);
            return "Shoppers do not see it any more.";
        });
    }

    private void create(Context context) {
        Form form = new Form(context);
        desk.go(context, "/admin/products/new", shop -> {
            ProductForm typed = new ProductForm(form, shop.store().currency());
            NewProduct fresh = typed.fresh();
            String slug = typed.slug();
            if (shop.catalog().find(slug).isPresent() || unlisted(shop, slug)) {
                throw Declined.at("slug", "There is a product under “" + slug + "” already. Choose another address.");
            }
            Product saved = shop.catalog().save(fresh);
            return new Desk.Went(
                    "/admin/products/" + saved.id(),
                    "“" + saved.title() + "” is a draft with "
                            + saved.variants().size()
                            + (saved.variants().size() == 1 ? " variant" : " variants")
                            + ". Add pictures and stock, then put it into the shop.");
        });
    }

    private static boolean unlisted(Shop shop, String slug) {
        return shop.catalog().list(ProductQuery.all().withDrafts().matching(slug)).items().stream()
                .anyMatch(it -> it.slug().equals(slug));
    }

    private void edit(Context context) {
        Form form = new Form(context);
        desk.act(context, path(context), shop -> {
            Product product = product(shop, context);
            int version = form.number("version", "The version", 0, 9_999_999);
            NewProduct changed = new ProductForm(form, shop.store().currency()).changed(product);
            saved(shop.catalog().edit(product.id(), version, changed));
            return "Saved. It holds for baskets from now on.";
        });
    }

    private static void saved(EditAnswer answer) {
        if (answer instanceof EditAnswer.Stale) {
            throw Declined.stale(Desk.STALE);
        } else if (answer instanceof EditAnswer.Refused refused) {
            throw new Declined(refused.problems().stream()
                    .map(it -> Words.argument(Words.sentence(it)))
                    .collect(Collectors.joining(" ")));
        }
    }

    private void picture(Context context) {
        Form form = new Form(context);
        desk.act(context, path(context), shop -> {
            Product product = product(shop, context);
            String alt = form.words("alt", "What the picture shows, for those who do not see it,", 500);
            UploadedFile file = Optional.ofNullable(context.uploadedFile("file"))
                    .filter(it -> !it.filename().isEmpty())
                    .orElseThrow(() -> new Declined("Choose a picture first."));
            if (file.size() > Media.LARGEST) {
                throw new Declined("“" + file.filename() + "” is larger than 8 MB. Save it smaller.");
            }
            String source = kept(file);
            saved(shop.catalog()
                    .edit(product.id(), product.version(), product.toEdit().picture(source, alt)));
            return "The picture is there.";
        });
    }

    private String kept(UploadedFile file) {
        try (InputStream content = file.content()) {
            return media.keep(content.readNBytes(Media.LARGEST + 1));
        } catch (Media.NotAPicture e) {
            throw new Declined(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void movements(Context context) {
        Shop shop = desk.shop(context);
        Sku sku = Sku.of(context.pathParam("sku"));
        Product product = shop.catalog().find(sku).orElseThrow(() -> CommerceException.notFound("article"));
        Optional<UUID> after = Form.uuid(Form.asked(context, "after"));
        desk.show(
                context,
                "movements",
                "stock",
                sku.value(),
                Map.of(
                        "sku",
                        sku,
                        "product",
                        product,
                        "level",
                        shop.stock().level(sku),
                        "movements",
                        shop.stock().movements(sku, after)));
    }

    private void receive(Context context) {
        Form form = new Form(context);
        String sku = context.pathParam("sku");
        desk.act(context, "/admin/stock/" + Form.encoded(sku), shop -> {
            int units = form.number("units", "How many came", 1, 1_000_000);
            shop.stock().receive(Sku.of(sku), units, form.words("reason", "The delivery note", 200));
            return units + " of " + sku + " are booked in.";
        });
    }

    private void stock(Context context) {
        count(context, path(context));
    }

    private void count(Context context) {
        count(context, "/admin/stock");
    }

    private void count(Context context, String back) {
        Form form = new Form(context);
        desk.act(context, back, shop -> {
            String number = form.text("sku");
            Sku sku = Optional.of(number)
                    .filter(it -> !it.isEmpty())
                    .map(Sku::of)
                    .orElseThrow(() -> Declined.at("sku", "Which article? Its number is missing."));
            if (shop.catalog().find(sku).isEmpty()) {
                throw Declined.at("sku", "There is no article “" + sku + "”.");
            }
            int counted = form.number("counted", "What you counted", 0, 1_000_000);
            AdjustAnswer answer = shop.stock().count(sku, counted, form.words("reason", "The reason", 200));
            if (answer instanceof AdjustAnswer.Short low) {
                throw Declined.at(
                        "counted",
                        "Of " + sku + " " + low.level().reserved() + " are reserved for "
                                + low.orders().size()
                                + " orders. Cancel or change some of these before counting fewer.");
            }
            return sku + ": " + counted + " in the building.";
        });
    }

    private void scarce(Context context) {
        Shop shop = desk.shop(context);
        List<StockLevel> levels = shop.stock().scarce(LOW, 100);
        Map<Sku, ArticleName> names =
                shop.catalog().names(levels.stream().map(StockLevel::sku).toList());
        desk.show(context, "stock", "stock", "Stock", Map.of("levels", levels, "names", names, "low", LOW));
    }
}
