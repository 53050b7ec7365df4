package io.tradewind.commerce.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testdb.CountingDataSource;
import io.tradewind.commerce.testing.TestShop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.joda.money.Money;

class CatalogTest {
    private static final Sku WHITE = Sku.of("MUG-WHITE");

    @BothDatabases
    void staff_read_what_articles_are_called_in_one_statement(CountingDataSource data) {
        try (TestShop test = TestShop.on(data)) {
            Catalog catalog = test.staff().catalog();
            catalog.save(NewProduct.named("White mug")
                    .options("Size", "Colour")
                    .variant(NewVariant.of(WHITE, eur("15")).choosing("Large", "White")));
            Sku gone = Sku.of("GONE");
            catalog.delete(catalog.publish(NewProduct.named("Old mug").variant(NewVariant.of(gone, eur("1"))))
                    .id());
            Map<Sku, ArticleName> names = new TreeMap<>();
            var used =
                    data.during(() -> names.putAll(catalog.names(List.of(WHITE, gone, WHITE, Sku.of("NEVER-THERE")))));
            assertThat(used.statements()).as(used.toString()).isEqualTo(1);
            assertThat(names)
                    .isEqualTo(Map.of(
                            WHITE, new ArticleName("White mug", "Large / White"),
                            gone, new ArticleName("Old mug", "")));
            assertThat(catalog.names(List.of())).isEmpty();
            assertThatThrownBy(() -> catalog.names(List.of(WHITE)).remove(WHITE))
                    .isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> catalog.names(Collections.singletonList(null)))
                    .isInstanceOf(CommerceException.class)
                    .hasMessageContaining("sku is 'null'");
            assertThatThrownBy(() -> test.guest().catalog().names(List.of(WHITE)))
                    .isInstanceOfSatisfying(
                            CommerceException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.NOT_FOUND));
        }
    }

    @BothDatabases
    void a_published_product_is_found_with_all_that_was_said_about_it(DataSource data) {
        try (TestShop test = TestShop.on(data)) {
            Instant spring = Instant.parse("2026-03-01T08:00:00Z");
            test.staff().catalog().category("mugs", "Mugs");
            Product saved = test.staff()
                    .catalog()
                    .publish(NewProduct.named("  White mug ")
                            .descriptionHtml("<p>Holds <b>tea</b></p>")
                            .vendor("Juniper")
                            .type("Kitchen")
                            .tag("Tea")
                            .tag("tea")
                            .tag("Gift")
                            .options("Size", "Colour")
                            .variant(NewVariant.of(Sku.of("S-W"), eur("12.50"))
                                    .choosing("Small", "White")
                                    .grams(300))
                            .variant(NewVariant.of(Sku.of("L-W"), eur("15"))
                                    .choosing("Large", "White")
                                    .compareAt(eur("18"))
                                    .preorder(spring, 40)
                                    .byExpress())
                            .picture("https://example.com/mug.jpg", "A white mug")
                            .picture("mugs/side.svg", "")
                            .category("mugs")
                            .engraving(EngravingSpec.oneLine(12, eur("4")))
                            .giftWrap(new GiftWrapSpec(eur("3"), 200))
                            .makingTime(Duration.ofHours(36)));

            Product found = test.guest().catalog().find("white-mug").orElseThrow();

            assertThat(found).isEqualTo(saved);
            assertThat(found.title()).isEqualTo("White mug");
            assertThat(found.descriptionHtml()).isEqualTo("<p>Holds <b>tea</b></p>");
            assertThat(found.tags()).containsExactly("Tea", "Gift");
            assertThat(found.options())
                    .containsExactly(
                            new ProductOption("Size", List.of("Small", "Large")),
                            new ProductOption("Colour", List.of("White")));
            assertThat(found.categories()).containsExactly("mugs");
            assertThat(found.pictures()).hasSize(2);
            assertThat(found.engraving().orElseThrow().price()).isEqualTo(eur("4"));
            assertThat(found.giftWrap().orElseThrow().messageMax()).isEqualTo(200);
            assertThat(found.makingTime()).isEqualTo(Duration.ofHours(36));
            Variant large = found.variant(Sku.of("L-W")).orElseThrow();
            assertThat(large.preorder()).contains(new Preorder(spring, 40));
            assertThat(large.compareAt()).contains(eur("18"));
            assertThat(test.guest().catalog().find(Sku.of("L-W"))).contains(found);
            assertThat(test.guest().catalog().find(found.id())).contains(found);
        }
    }

    @BothDatabases
    void drafts_and_deleted_products_never_reach_shoppers(DataSource data) {
        try (TestShop test = TestShop.on(data)) {
            Catalog staff = test.staff().catalog();
            Catalog guest = test.guest().catalog();
            Product draft = staff.save(NewProduct.named("Secret mug").variant(WHITE, eur("1")));

            assertThat(guest.find("secret-mug")).isEmpty();
            assertThat(guest.find(draft.id())).isEmpty();
            assertThat(guest.find(WHITE)).isEmpty();
            assertThat(titles(guest.list(ProductQuery.all()))).isEmpty();
            assertThat(titles(guest.search("secret"))).isEmpty();
            assertThat(titles(guest.search("MUG-WHITE"))).isEmpty();
            assertThat(forSale(test, WHITE)).isEmpty();
            assertThatThrownBy(() -> guest.list(ProductQuery.all().withDrafts()))
                    .satisfies(it -> assertThat(codeOf(it)).isEqualTo(ErrorCode.NOT_FOUND));
            assertThat(titles(staff.list(ProductQuery.all().withDrafts()))).containsExactly("Secret mug");

            staff.publish(draft.id());
            assertThat(guest.find("secret-mug")).isPresent();
            assertThat(forSale(test, WHITE)).containsKey(WHITE);

            staff.unpublish(draft.id());
            assertThat(guest.find("secret-mug")).isEmpty();

            staff.publish(draft.id());
            staff.delete(draft.id());
            assertThat(guest.find("secret-mug")).isEmpty();
            assertThat(staff.find("secret-mug")).isEmpty();
            assertThat(guest.wasTaken("secret-mug")).isTrue();
            assertThat(guest.wasTaken("no-such-mug")).isFalse();
            assertThat(titles(guest.search("secret"))).isEmpty();
            assertThat(forSale(test, WHITE)).isEmpty();
            assertThatThrownBy(() -> staff.publish(draft.id()))
                    .satisfies(it -> assertThat(codeOf(it)).isEqualTo(ErrorCode.NOT_FOUND));
            Product again = staff.publish(NewProduct.named("Secret mug").variant(WHITE, eur("2")));
            assertThat(again.id()).isNotEqualTo(draft.id());
            assertThat(guest.wasTaken("secret-mug")).isFalse();
            assertThat(guest.find(WHITE)).contains(again);
        }
    }

    @BothDatabases
    void another_store_sees_nothing_of_it(DataSource data) {
        try (TestShop one = TestShop.on(data);
                TestShop two = TestShop.on(data)) {
            Product mug = one.staff().catalog().publish(NewProduct.named("Mug").variant(WHITE, eur("1")));

            assertThat(two.staff().catalog().find("mug")).isEmpty();
            assertThat(two.staff().catalog().find(mug.id())).isEmpty();
            assertThat(two.staff().catalog().find(WHITE)).isEmpty();
            assertThat(titles(two.staff().catalog().list(ProductQuery.all().withDrafts())))
                    .isEmpty();
            assertThat(forSale(two, WHITE)).isEmpty();
            two.staff().catalog().publish(NewProduct.named("Mug").variant(WHITE, eur("2")));
            assertThat(forSale(one, WHITE).get(WHITE).price()).isEqualTo(eur("1"));
        }
    }

    @BothDatabases
    void only_staff_with_the_permission_may_change_anything(DataSource data) {
        try (TestShop test = TestShop.on(data)) {
            NewProduct mug = NewProduct.named("Mug").variant(WHITE, eur("1"));
            Product saved = test.staff().catalog().publish(mug);
            Catalog packer = test.shop(Actor.staff("pat", Role.PACKER)).catalog();
            for (Shop shop : List.of(test.guest(), test.shop(Actor.customer("c-1")))) {
                for (Runnable change : changes(shop.catalog(), mug, saved)) {
                    assertThatThrownBy(change::run)
                            .satisfies(it -> assertThat(codeOf(it)).isEqualTo(ErrorCode.NOT_FOUND));
                }
            }
            for (Runnable change : changes(packer, mug, saved)) {
                assertThatThrownBy(change::run)
                        .satisfies(it -> assertThat(codeOf(it)).isEqualTo(ErrorCode.FORBIDDEN));
            }
            assertThat(test.guest().catalog().find("mug")).contains(saved);
        }
    }

    private static List<Runnable> changes(Catalog catalog, NewProduct mug, Product saved) {
        return List.of(
                () -> catalog.publish(mug),
                () -> catalog.save(mug),
                () -> catalog.edit(saved.id(), saved.version(), mug),
                () -> catalog.publish(saved.id()),
                () -> catalog.unpublish(saved.id()),
                () -> catalog.delete(saved.id()),
                () -> catalog.category("x", "X"),
                () -> catalog.removeCategory("x"));
    }

    @BothDatabases
    void an_edit_of_an_old_version_is_stale_and_changes_nothing(DataSource data) {
        try (TestShop test = TestShop.on(data)) {
            Catalog catalog = test.staff().catalog();
            Product first = catalog.publish(NewProduct.named("Mug").variant(WHITE, eur("1")));
            Product second = catalog.edit(
                            first.id(), first.version(), first.toEdit().vendor("Juniper"))
                    .orThrow();

            EditAnswer late =
                    catalog.edit(first.id(), first.version(), first.toEdit().vendor("Jet"));

            assertThat(second.version()).isEqualTo(first.version() + 1);
            assertThat(late).isEqualTo(new EditAnswer.Stale(second));
            assertThat(catalog.find("mug")).contains(second);
        }
    }

    @BothDatabases
    void saving_the_same_again_is_no_change(DataSource data) {
        try (TestShop test = TestShop.on(data)) {
            Catalog catalog = test.staff().catalog();
            NewProduct mug = NewProduct.named("Mug").variant(WHITE, eur("1")).descriptionHtml("a & b <br> c");
            Product first = catalog.publish(mug);

            assertThat(catalog.publish(mug)).isEqualTo(first);
            assertThat(catalog.edit(first.id(), first.version(), first.toEdit()))
                    .isEqualTo(new EditAnswer.Saved(first));
        }
    }

    @BothDatabases
    void two_variants_can_swap_their_options_and_a_number_can_move_to_another_product(DataSource data) {
        try (TestShop test = TestShop.on(data)) {
            Catalog catalog = test.staff().catalog();
            NewVariant a = NewVariant.of(Sku.of("A"), eur("1"));
            NewVariant b = NewVariant.of(Sku.of("B"), eur("2"));
            Product mug = catalog.publish(
                    NewProduct.named("Mug").options("Size").variants(List.of(a.choosing("S"), b.choosing("L"))));

            Product swapped = catalog.edit(
                            mug.id(), mug.version(), mug.toEdit().variants(List.of(a.choosing("L"), b.choosing("S"))))
                    .orThrow();
            assertThat(swapped.variant(Sku.of("A")).orElseThrow().options()).containsExactly("L");

            catalog.edit(mug.id(), swapped.version(), mug.toEdit().variants(List.of(a.choosing("L"))))
                    .orThrow();
            Product cup = catalog.publish(NewProduct.named("Cup").variant(Sku.of("B"), eur("3")));
            assertThat(catalog.find(Sku.of("B"))).contains(cup);
            assertThat(catalog.find("mug").orElseThrow().variants()).hasSize(1);
        }
    }

    @BothDatabases
    void a_number_that_another_product_has_is_refused_naming_both(DataSource data) {
        try (TestShop test = TestShop.on(data)) {
            Catalog catalog = test.staff().catalog();
            catalog.publish(NewProduct.named("Mug").variant(WHITE, eur("1")));

            assertThatThrownBy(() -> catalog.publish(NewProduct.named("Cup").variant(WHITE, eur("1"))))
                    .hasMessageContaining("variant.sku[0]")
                    .hasMessageContaining("MUG-WHITE")
                    .hasMessageContaining("'mug'");
            assertThat(catalog.find("cup")).isEmpty();
        }
    }

    @BothDatabases
    void a_taken_slug_is_refused_in_an_edit(DataSource data) {
        try (TestShop test = TestShop.on(data)) {
            Catalog catalog = test.staff().catalog();
            catalog.publish(NewProduct.named("Mug").variant(WHITE, eur("1")));
            Product cup = catalog.publish(NewProduct.named("Cup").variant(Sku.of("C"), eur("1")));

            EditAnswer answer =
                    catalog.edit(cup.id(), cup.version(), cup.toEdit().slug("mug"));

            assertThat(answer).isInstanceOf(EditAnswer.Refused.class);
            assertThat(((EditAnswer.Refused) answer).problems().get(0).field()).isEqualTo("slug");
            assertThat(catalog.find("cup")).contains(cup);
        }
    }

    @BothDatabases
    void pages_stay_in_order_while_products_are_added(DataSource data) {
        try (TestShop test = TestShop.on(data)) {
            Catalog catalog = test.staff().catalog();
            for (int i = 0; i < 7; i++) {
                catalog.publish(
                        NewProduct.named("Mug " + (char) ('g' - i)).variant(Sku.of("M" + i), eur("1." + i % 3)));
                test.clock().pass(Duration.ofSeconds(i % 2)); // some at the same moment
            }
            for (ProductQuery.Sort sort : ProductQuery.Sort.values()) {
                ProductQuery query = ProductQuery.all().sortedBy(sort).first(3);
                List<String> whole = titles(catalog.list(query.first(100)));
                Page<ProductCard> first = catalog.list(query);
                catalog.publish(NewProduct.named("A newcomer " + sort).variant(Sku.of("N" + sort), eur("0.50")));
                Page<ProductCard> second = catalog.list(query.after(first.next().orElseThrow()));
                Page<ProductCard> third = catalog.list(query.after(second.next().orElseThrow()));
                List<String> read = new ArrayList<>(titles(first));
                read.addAll(titles(second));
                read.addAll(titles(third));
                assertThat(read)
                        .as(sort.name())
                        .startsWith(whole.toArray(String[]::new))
                        .doesNotHaveDuplicates();
            }
            assertThat(titles(catalog.list(
                            ProductQuery.all().sortedBy(ProductQuery.Sort.NAME).first(4))))
                    .startsWith("A newcomer NAME", "A newcomer NEWEST", "A newcomer PRICE", "Mug a");
        }
    }

    @BothDatabases
    void a_token_of_another_list_or_of_nobody_is_refused(DataSource data) {
        try (TestShop test = TestShop.on(data)) {
            Catalog catalog = test.staff().catalog();
            catalog.publish(NewProduct.named("Mug").variant(Sku.of("A"), eur("1")));
            catalog.publish(NewProduct.named("Cup").variant(Sku.of("B"), eur("1")));
            String token = catalog.list(ProductQuery.all().first(1)).next().orElseThrow();

            for (String bad : List.of("", "x", "!!", token + "A", "TkFNRXxzfHh8", "a".repeat(5000))) {
                assertThatThrownBy(() -> catalog.list(ProductQuery.all()
                                .sortedBy(ProductQuery.Sort.NAME)
                                .after(bad)))
                        .satisfies(it -> assertThat(codeOf(it)).isEqualTo(ErrorCode.BAD_ARGUMENT));
            }
            assertThatThrownBy(() -> catalog.list(
                            ProductQuery.all().sortedBy(ProductQuery.Sort.PRICE).after(token)))
                    .satisfies(it -> assertThat(codeOf(it)).isEqualTo(ErrorCode.BAD_ARGUMENT));
            assertThatThrownBy(() -> catalog.list(ProductQuery.all().first(101)))
                    .satisfies(it -> assertThat(codeOf(it)).isEqualTo(ErrorCode.BAD_ARGUMENT));
        }
    }

    @BothDatabases
    void lists_are_narrowed_by_category_and_tag(DataSource data) {
        try (TestShop test = TestShop.on(data)) {
            Catalog catalog = test.staff().catalog();
            catalog.category("mugs", "Mugs");
            catalog.category("tea", "Tea", Optional.of("mugs"), 2);
            catalog.publish(NewProduct.named("Mug")
                    .variant(Sku.of("A"), eur("1"))
                    .category("mugs")
                    .tag("Sale"));
            catalog.publish(NewProduct.named("Pot")
                    .variant(Sku.of("B"), eur("1"))
                    .category("tea")
                    .tag("sale"));

            assertThat(titles(catalog.list(ProductQuery.all().inCategory("mugs"))))
                    .containsExactly("Mug");
            assertThat(titles(catalog.list(ProductQuery.all().tagged("SALE")))).containsExactly("Pot", "Mug");
            assertThat(titles(catalog.list(ProductQuery.all().tagged("sale").inCategory("tea"))))
                    .containsExactly("Pot");
            assertThat(titles(catalog.list(ProductQuery.all().tagged("\u0000"))))
                    .isEmpty();
            assertThatThrownBy(() -> catalog.list(ProductQuery.all().inCategory("cups\u0000")))
                    .satisfies(it -> assertThat(codeOf(it)).isEqualTo(ErrorCode.NOT_FOUND));
            assertThatThrownBy(() -> catalog.category("mugs", "Mugs", Optional.of("tea"), 0))
                    .hasMessageContaining("below 'mugs'");
            assertThatThrownBy(() -> catalog.publish(NewProduct.named("Cup")
                            .variant(Sku.of("C"), eur("1"))
                            .category("cups")))
                    .hasMessageContaining("no such category");

            catalog.removeCategory("mugs");
            assertThat(catalog.categories()).singleElement().satisfies(it -> {
                assertThat(it.slug()).isEqualTo("tea");
                assertThat(it.parent()).isEmpty();
            });
            assertThat(catalog.find("mug").orElseThrow().categories()).isEmpty();
        }
    }

    @BothDatabases
    void search_finds_beginnings_of_words_without_case_or_accents_and_a_number_first(DataSource data) {
        try (TestShop test = TestShop.on(data)) {
            Catalog catalog = test.staff().catalog();
            catalog.publish(NewProduct.named("Crème brûlée bowl")
                    .variant(Sku.of("BOWL-1"), eur("9"))
                    .tag("Straße"));
            catalog.publish(NewProduct.named("Soup bowl")
                    .variant(Sku.of("BOWL-2"), eur("5"))
                    .descriptionHtml("<p>Goes with BOWL-1</p>"));
            catalog.publish(NewProduct.named("Чашка").variant(Sku.of("CUP"), eur("5")));

            assertThat(titles(catalog.search("CREME bru"))).containsExactly("Crème brûlée bowl");
            assertThat(titles(catalog.search("strasse"))).containsExactly("Crème brûlée bowl");
            assertThat(titles(catalog.search("чаш"))).containsExactly("Чашка");
            assertThat(titles(catalog.search("bowl"))).containsExactly("Soup bowl", "Crème brûlée bowl");
            assertThat(titles(catalog.search(" bowl-1 "))).containsExactly("Crème brûlée bowl", "Soup bowl");
            assertThat(titles(catalog.search("soup zebra")))
                    .as("one word is enough if not all are found")
                    .containsExactly("Soup bowl");
            assertThat(titles(catalog.search("zebra"))).isEmpty();
            assertThat(titles(catalog.search("owl"))).isEmpty();
            Page<ProductCard> first =
                    catalog.list(ProductQuery.all().matching("BOWL-1").first(1));
            Page<ProductCard> second = catalog.list(ProductQuery.all()
                    .matching("BOWL-1")
                    .first(1)
                    .after(first.next().orElseThrow()));
            assertThat(second.items())
                    .doesNotContainAnyElementsOf(first.items())
                    .hasSize(1);
        }
    }

    @BothDatabases
    void any_text_as_a_query_gives_an_answer(DataSource data) {
        try (TestShop test = TestShop.on(data)) {
            test.staff().catalog().publish(NewProduct.named("Mug").variant(WHITE, eur("1")));
            Catalog guest = test.guest().catalog();
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < 0x300; i++) {
                all.append((char) i);
            }
            for (String text : List.of(
                    "",
                    " ",
                    "\u0000",
                    "mug\u0000",
                    "%",
                    "_",
                    "'; drop table product; --",
                    "\\",
                    "\"",
                    "(((",
                    "*?",
                    "\uD800",
                    "mug\uDC00mug",
                    "\uFFFF",
                    "🙂",
                    "名前",
                    "a".repeat(100_000),
                    "x ".repeat(50_000),
                    all.toString(),
                    "<script>alert(1)</script>",
                    "../../etc/passwd",
                    "\u202Emug",
                    "É".repeat(41))) {
                assertThat(guest.search(text).items()).isNotNull();
                assertThat(guest.find(text)).isEmpty();
            }
            assertThat(titles(guest.search("\u0000 mug %"))).containsExactly("Mug");
        }
    }

    @BothDatabases
    void a_list_takes_the_same_few_statements_however_many_products_there_are(CountingDataSource data) {
        try (TestShop test = TestShop.on(data)) {
            Catalog staff = test.staff().catalog();
            staff.category("mugs", "Mugs");
            Catalog catalog = test.guest().catalog();
            ProductQuery query = ProductQuery.all()
                    .inCategory("mugs")
                    .matching("mug nothing")
                    .tagged("sale");
            for (int products : new int[] {1, 30}) {
                for (int i = 0; i < products; i++) {
                    staff.publish(NewProduct.named("Mug " + products + " " + i)
                            .variant(Sku.of("M" + products + "-" + i), eur("1"))
                            .tag("sale")
                            .category("mugs"));
                }
                CountingDataSource.Counts plain = data.during(() -> catalog.list(ProductQuery.all()));
                CountingDataSource.Counts search = data.during(() -> catalog.list(query));
                assertThat(plain.statements()).as(plain.toString()).isEqualTo(1);
                assertThat(search.statements()).as(search.toString()).isLessThanOrEqualTo(4);
            }
            assertThat(catalog.list(query).items()).hasSize(24);
        }
    }

    @BothDatabases
    void what_is_for_sale_is_read_in_one_statement(CountingDataSource data) {
        try (TestShop test = TestShop.on(data)) {
            test.staff()
                    .catalog()
                    .publish(NewProduct.named("Mug")
                            .options("Size")
                            .picture("mug.svg", "A mug")
                            .giftWrap(new GiftWrapSpec(eur("2"), 100))
                            .variant(NewVariant.of(Sku.of("S"), eur("1"))
                                    .choosing("Small")
                                    .grams(250)
                                    .byExpress())
                            .variant(NewVariant.of(Sku.of("L"), eur("2"))
                                    .choosing("Large")
                                    .picture("large.svg")
                                    .untaxed()));
            List<Sku> wanted = List.of(Sku.of("S"), Sku.of("L"), Sku.of("none"), Sku.of("S"));

            CountingDataSource.Counts used = data.during(() -> forSale(test, wanted.toArray(Sku[]::new)));

            assertThat(used.statements()).as(used.toString()).isEqualTo(1);
            Map<Sku, SaleItem> items = forSale(test, wanted.toArray(Sku[]::new));
            assertThat(items).containsOnlyKeys(Sku.of("S"), Sku.of("L"));
            SaleItem small = items.get(Sku.of("S"));
            assertThat(small.variantName()).isEqualTo("Small");
            assertThat(small.taxCategory()).isEqualTo("standard");
            assertThat(small.grams()).isEqualTo(250);
            assertThat(small.express()).isTrue();
            assertThat(small.picture()).isEqualTo("mug.svg");
            assertThat(small.giftWrap().orElseThrow().price()).isEqualTo(eur("2"));
            assertThat(items.get(Sku.of("L")).taxCategory()).isEmpty();
            assertThat(items.get(Sku.of("L")).picture()).isEqualTo("large.svg");
        }
    }

    @BothDatabases
    void many_at_once_publish_one_product_under_one_slug(DataSource data) throws Exception {
        try (TestShop test = TestShop.on(data)) {
            int people = 8;
            CountDownLatch start = new CountDownLatch(1);
            ExecutorService threads = Executors.newFixedThreadPool(people);
            List<Future<Product>> all = new ArrayList<>();
            for (int i = 0; i < people; i++) {
                int price = i + 1;
                all.add(threads.submit(() -> {
                    start.await();
                    return test.staff()
                            .catalog()
                            .publish(NewProduct.named("Mug").variant(WHITE, eur("" + price)));
                }));
            }
            start.countDown();
            for (Future<Product> one : all) {
                assertThat(one.get().slug()).isEqualTo("mug");
            }
            threads.shutdown();
            assertThat(test.guest().catalog().list(ProductQuery.all()).items()).hasSize(1);
            assertThat(test.guest().catalog().find("mug").orElseThrow().version())
                    .isEqualTo(people);
        }
    }

    private static Map<Sku, SaleItem> forSale(TestShop test, Sku... skus) {
        return test.tx().read("test", handle -> test.part(Variants.class).forSale(handle, test.scope(), List.of(skus)));
    }

    private static List<String> titles(Page<ProductCard> page) {
        return page.items().stream().map(ProductCard::title).toList();
    }

    private static Money eur(String amount) {
        return Money.parse("EUR " + amount);
    }

    private static ErrorCode codeOf(Throwable thrown) {
        return ((CommerceException) thrown).code();
    }
}
