package io.tradewind.commerce.app.console;

import io.javalin.http.Context;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.catalog.EditAnswer;
import io.tradewind.commerce.catalog.NewProduct;
import io.tradewind.commerce.catalog.NewVariant;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Products and their stock. */
final class ProductPages {
    private static final int LOW = 5;
    private static final Access SEE = Access.of(Permission.CATALOG, Permission.STOCK);

    private final Desk desk;

    ProductPages(Desk desk) {
        this.desk = desk;
    }

    void routes(Routes routes) {
        routes.get("/admin/products", SEE, this::list);
        routes.get("/admin/products/{id}", SEE, this::page);
        routes.post("/admin/products/{id}/publish", Access.of(Permission.CATALOG), context -> show(context, true));
        routes.post("/admin/products/{id}/unpublish", Access.of(Permission.CATALOG), context -> show(context, false));
        routes.post("/admin/products/{id}/prices", Access.of(Permission.CATALOG), this::prices);
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

    private void prices(Context context) {
        Form form = new Form(context);
        desk.act(context, path(context), shop -> {
            Product product = product(shop, context);
            int version = form.number("version", "The version", 0, 9_999_999);
            List<NewVariant> variants = new ArrayList<>();
            for (Variant variant : product.variants()) {
                String field = "price-" + variant.sku().value();
                variants.add(NewVariant.copyOf(variant)
                        .price(form.money(
                                field, variant.sku().value(), shop.store().currency())));
            }
            NewProduct changed = product.toEdit().variants(variants);
            EditAnswer answer = shop.catalog().edit(product.id(), version, changed);
            if (answer instanceof EditAnswer.Stale) {
                throw new Declined(
                        "Somebody else changed this product meanwhile. These are the prices now; change them anew.");
            } else if (answer instanceof EditAnswer.Refused refused) {
                throw new Declined(Words.sentence(refused.problems().get(0)));
            }
            return "Prices are saved. They hold for baskets from now on.";
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
                    .orElseThrow(() -> new Declined("Which article? Its number is missing."));
            if (shop.catalog().find(sku).isEmpty()) {
                throw new Declined("There is no article “" + sku + "”.");
            }
            int counted = form.number("counted", "What you counted", 0, 1_000_000);
            AdjustAnswer answer = shop.stock().count(sku, counted, form.words("reason", "The reason", 200));
            if (answer instanceof AdjustAnswer.Short low) {
                throw new Declined("Of " + sku + " " + low.level().reserved() + " are reserved for "
                        + low.orders().size() + " orders. Cancel or change some of these before counting fewer.");
            }
            return sku + ": " + counted + " in the building.";
        });
    }

    private void scarce(Context context) {
        Shop shop = desk.shop(context);
        desk.show(
                context,
                "stock",
                "stock",
                "Stock",
                Map.of("levels", shop.stock().scarce(LOW, 100), "low", LOW));
    }
}
