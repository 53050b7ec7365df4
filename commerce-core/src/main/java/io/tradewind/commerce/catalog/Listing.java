package io.tradewind.commerce.catalog;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Puts pages together: at most four statements each, whatever the number of products. */
@Singleton
final class Listing {
    private static final int MOST = 100;
    private static final int SUGGESTED = 8;
    /** The newest of so many are put into order. */
    private static final int CANDIDATES = 24;

    private final CardStore cards;
    private final CategoryStore categories;
    private final FacetStore facets;
    private final Spelling spelling;

    @Inject
    Listing(CardStore cards, CategoryStore categories, FacetStore facets, Spelling spelling) {
        this.cards = cards;
        this.categories = categories;
        this.facets = facets;
        this.spelling = spelling;
    }

    /** What further choices would show; if no product has all of the words, one of them is enough as in the list. */
    Facets facets(Handle handle, Scope scope, ProductQuery query, List<PriceBand> bands) {
        Optional<UUID> category = category(handle, scope, query);
        Optional<Words> words = query.text().flatMap(Words::of);
        Facets counted =
                facets.count(handle, scope, cards.base(scope, query, category, words), query.narrowing(), bands);
        boolean nothing = counted.options().isEmpty()
                && counted.traits().values().stream().allMatch(it -> it == 0)
                && counted.total() == 0;
        return nothing && words.filter(it -> it.words().size() > 1).isPresent()
                ? facets.count(
                        handle,
                        scope,
                        cards.base(scope, query, category, words.map(Words::relax)),
                        query.narrowing(),
                        bands)
                : counted;
    }

    /** What is found for the words, or for what they were probably meant to be; what is named so comes first. */
    Suggestions suggest(Handle handle, Scope scope, String text) {
        Optional<Words> words = Words.of(text);
        List<ProductCard> found = words.map(it -> best(handle, scope, text, it)).orElse(List.of());
        Optional<String> mended =
                found.isEmpty() ? words.flatMap(it -> spelling.mended(handle, scope, it)) : Optional.empty();
        return mended.map(it -> new Suggestions(
                        it, true, best(handle, scope, it, Words.of(it).orElseThrow())))
                .orElseGet(() -> new Suggestions(text, false, found));
    }

    private List<ProductCard> best(Handle handle, Scope scope, String text, Words words) {
        ProductQuery query = ProductQuery.all().matching(text).first(CANDIDATES);
        return page(handle, scope, query).items().stream()
                .sorted(Comparator.comparingInt((ProductCard it) -> words.beginnings(it.title()))
                        .reversed())
                .limit(SUGGESTED)
                .toList();
    }

    Page<ProductCard> page(Handle handle, Scope scope, ProductQuery query) {
        if (query.size() < 1 || query.size() > MOST) {
            throw CommerceException.badArgument("size", query.size(), "1 to " + MOST);
        }
        Optional<PageToken> after = query.after().map(it -> PageToken.of(it, query.sort()));
        if (query.tag().flatMap(it -> CleanText.firstForbidden(it, "")).isPresent()) {
            return new Page<>(List.of(), Optional.empty());
        }
        Optional<UUID> category = category(handle, scope, query);
        Optional<Words> words = query.text().flatMap(Words::of);
        List<CardStore.Row> hits = words.isEmpty() ? List.of() : numbered(handle, scope, query, category);
        List<UUID> hitIds = hits.stream().map(it -> it.card().id().value()).toList();
        boolean first = after.isEmpty();
        int room = first ? query.size() - hits.size() : query.size();
        if (after.map(PageToken::relaxed).orElse(false)) {
            words = words.map(Words::relax);
        }
        List<CardStore.Row> found = cards.list(handle, scope, query, category, words, hitIds, after, room + 1);
        if (first
                && found.isEmpty()
                && hits.isEmpty()
                && words.filter(it -> it.words().size() > 1).isPresent()) {
            found = cards.list(handle, scope, query, category, words.map(Words::relax), hitIds, after, room + 1);
        }
        List<CardStore.Row> shown = found.subList(0, Math.min(room, found.size()));
        List<ProductCard> items = new ArrayList<>();
        if (first) {
            hits.forEach(it -> items.add(it.card()));
        }
        shown.forEach(it -> items.add(it.card()));
        Optional<String> next = found.size() > room
                ? Optional.of(shown.get(shown.size() - 1).token().text())
                : Optional.empty();
        return new Page<>(items, next);
    }

    private Optional<UUID> category(Handle handle, Scope scope, ProductQuery query) {
        if (query.category().isEmpty()) {
            return Optional.empty();
        }
        String slug = query.category().orElseThrow();
        Map<String, UUID> ids =
                ProductCheck.SLUG.matcher(slug).matches() ? categories.ids(handle, scope, Set.of(slug)) : Map.of();
        UUID id = ids.get(slug);
        if (id == null) {
            throw CommerceException.notFound("category");
        }
        return Optional.of(id);
    }

    /** Products whose variant's number is what was typed; they lead the first page and are left out below. */
    private List<CardStore.Row> numbered(Handle handle, Scope scope, ProductQuery query, Optional<UUID> category) {
        return query.text()
                .map(String::strip)
                .filter(Sku::isValid)
                .map(it -> cards.withNumber(handle, scope, query, category, it).stream()
                        .limit(query.size() - 1)
                        .toList())
                .orElse(List.of());
    }
}
