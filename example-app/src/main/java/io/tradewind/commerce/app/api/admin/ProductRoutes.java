package io.tradewind.commerce.app.api.admin;

import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.app.api.ApiCall;
import io.tradewind.commerce.app.api.ApiFault;
import io.tradewind.commerce.app.api.ApiReply;
import io.tradewind.commerce.app.api.ApiRoute;
import io.tradewind.commerce.app.api.Field;
import io.tradewind.commerce.app.api.IdKind;
import io.tradewind.commerce.app.api.Parameter;
import io.tradewind.commerce.catalog.Category;
import io.tradewind.commerce.catalog.EditAnswer;
import io.tradewind.commerce.catalog.Page;
import io.tradewind.commerce.catalog.Product;
import io.tradewind.commerce.catalog.ProductCard;
import io.tradewind.commerce.catalog.ProductId;
import io.tradewind.commerce.catalog.ProductQuery;
import java.util.List;
import java.util.Optional;

/** The catalog, for its editors. */
final class ProductRoutes {
    private static final String GROUP = "Products";
    private static final String CUP = """
            {"slug": "api-cup", "title": "Cup from the API", "options": ["Colour"],
             "variants": [{"sku": "API-CUP-RED", "options": ["Red"], "price": {"amount": 1290, "currency": "EUR"},
                           "grams": 300}],
             "pictures": [{"source": "art/mug-Clay.svg", "alt": "A cup"}], "tags": ["new"]}
            """;

    private ProductRoutes() {}

    record SaveCategory(
            @Field(min = 1, max = 120) String slug,
            @Field(min = 1, max = 120) String name,

            @Field(value = "Slug of the category above", min = 1, max = 120)
            Optional<String> parent,

            @Field(value = "Smaller first", min = 0, max = 100_000)
            int position) {}

    record CategoryShape(String slug, String name, Optional<String> parent, int position) {
        static CategoryShape of(Category it) {
            return new CategoryShape(it.slug(), it.name(), it.parent(), it.position());
        }
    }

    record CategoryList(List<CategoryShape> items) {}

    static List<ApiRoute> all() {
        return List.of(
                ApiRoute.get("/products")
                        .called("listProducts", GROUP, "All products, drafts too")
                        .needs(Permission.CATALOG)
                        .query(Parameter.text("q", "Words to look for", 200, "cup"))
                        .query(Parameter.oneOf("sort", "Order of the list", ProductQuery.Sort.class))
                        .pages()
                        .answers(ProductShapes.Cards.class)
                        .by(ProductRoutes::list),
                ApiRoute.get("/products/{product}")
                        .called("getProduct", GROUP, "A product as it is edited")
                        .needs(Permission.CATALOG)
                        .id("product", IdKind.PRODUCT)
                        .tagged()
                        .answers(ProductShapes.Product.class)
                        .by(call -> shown(
                                call.shop().catalog().find(id(call)).orElseThrow(() -> ApiFault.notFound("product")))),
                ApiRoute.post("/products")
                        .called("saveProduct", GROUP, "Saves a product; the one under the same slug is replaced")
                        .note("A new one is not shown to shoppers before it is published.")
                        .needs(Permission.CATALOG)
                        .body(ProductShapes.Edit.class, CUP)
                        .tagged()
                        .creates(ProductShapes.Product.class)
                        .by(call -> shown(call.shop()
                                .catalog()
                                .save(call.body(ProductShapes.Edit.class).read()))),
                ApiRoute.put("/products/{product}")
                        .called("editProduct", GROUP, "Changes a product if nobody else has since")
                        .needs(Permission.CATALOG)
                        .id("product", IdKind.PRODUCT)
                        .body(ProductShapes.Edit.class, CUP.replace("Cup from the API", "Red cup from the API"))
                        .answers(ProductShapes.Product.class)
                        .by(ProductRoutes::edit),
                ApiRoute.post("/products/{product}/publications")
                        .called("publishProduct", GROUP, "Shows it to shoppers")
                        .needs(Permission.CATALOG)
                        .id("product", IdKind.PRODUCT)
                        .tagged()
                        .answers(ProductShapes.Product.class)
                        .by(call -> shown(call.shop().catalog().publish(id(call)))),
                ApiRoute.delete("/products/{product}/publications")
                        .called("unpublishProduct", GROUP, "Hides it from shoppers")
                        .needs(Permission.CATALOG)
                        .id("product", IdKind.PRODUCT)
                        .answersNothing()
                        .by(call -> {
                            call.shop().catalog().unpublish(id(call));
                            return ApiReply.done();
                        }),
                ApiRoute.delete("/products/{product}")
                        .called("deleteProduct", GROUP, "Takes it away for good; past orders keep its name")
                        .needs(Permission.CATALOG)
                        .id("product", IdKind.PRODUCT)
                        .answersNothing()
                        .by(call -> {
                            call.shop().catalog().delete(id(call));
                            return ApiReply.done();
                        }),
                ApiRoute.get("/categories")
                        .called("listCategories", GROUP, "All categories")
                        .needs(Permission.CATALOG)
                        .answers(CategoryList.class)
                        .by(call -> ApiReply.of(new CategoryList(
                                ApiCall.each(call.shop().catalog().categories(), CategoryShape::of)))),
                ApiRoute.post("/categories")
                        .called("saveCategory", GROUP, "Makes a category, or changes the one under that slug")
                        .needs(Permission.CATALOG)
                        .body(
                                SaveCategory.class,
                                "{\"slug\": \"from-the-api\", \"name\": \"From the API\", \"position\": 90}")
                        .answers(CategoryShape.class)
                        .by(ProductRoutes::category),
                ApiRoute.delete("/categories/{slug}")
                        .called("removeCategory", GROUP, "Takes a category away; its products stay")
                        .needs(Permission.CATALOG)
                        .with(Parameter.text("slug", "Its slug", 120, "from-the-api"))
                        .answersNothing()
                        .by(call -> {
                            call.shop().catalog().removeCategory(call.path("slug"));
                            return ApiReply.done();
                        }));
    }

    private static ApiReply list(ApiCall call) {
        ProductQuery query = ProductQuery.all().first(call.limit()).withDrafts();
        query = call.query("sort")
                .map(ProductQuery.Sort::valueOf)
                .map(query::sortedBy)
                .orElse(query);
        query = call.query("q").filter(it -> !it.isBlank()).map(query::matching).orElse(query);
        query = call.query("cursor")
                .filter(it -> !it.isEmpty())
                .map(query::after)
                .orElse(query);
        Page<ProductCard> page = call.shop().catalog().list(query);
        return ApiReply.of(new ProductShapes.Cards(ApiCall.each(page.items(), ProductShapes.Card::of), page.next()))
                .next(page.next());
    }

    private static ApiReply edit(ApiCall call) {
        EditAnswer answer = call.shop()
                .catalog()
                .edit(
                        id(call),
                        call.version(),
                        call.body(ProductShapes.Edit.class).read());
        if (answer instanceof EditAnswer.Stale stale) {
            throw ApiFault.stale(stale.current().version());
        } else if (answer instanceof EditAnswer.Refused refused) {
            throw ProductShapes.faults(refused.problems());
        }
        return shown(answer.orThrow());
    }

    private static ApiReply category(ApiCall call) {
        SaveCategory it = call.body(SaveCategory.class);
        return ApiReply.of(
                CategoryShape.of(call.shop().catalog().category(it.slug(), it.name(), it.parent(), it.position())));
    }

    private static ApiReply shown(Product product) {
        return ApiReply.of(ProductShapes.Product.of(product)).version(product.version());
    }

    private static ProductId id(ApiCall call) {
        return new ProductId(call.id("product", IdKind.PRODUCT));
    }
}
