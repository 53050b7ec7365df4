package io.tradewind.commerce.app;

import com.microsoft.playwright.Page;
import java.util.List;

/** What of a page of the console is cut off, scrolls sideways, or is hard to hit. */
final class Cut {
    /**
     * What scrolls sideways that must not, tables too, what is cut off at the edge of its card or in the search of all
     * pages, which a scroll bar of the menu makes narrower, what opens beside the page, and on a phone what is hard to hit.
     */
    private static final String FIND =
            "() => { const page = document.documentElement, wide = page.clientWidth, found = [];"
                    + " if (page.scrollWidth > wide) found.push('the page is ' + page.scrollWidth + ' wide');"
                    + " document.querySelectorAll('main .scroll-x:has(table)').forEach(it => {"
                    + " if (it.scrollWidth > it.clientWidth + 1) found.push('table ' + it.getAttribute('aria-label')) });"
                    + " document.querySelectorAll('main .chart').forEach(it => { const box = it.getBoundingClientRect();"
                    + " if (box.right > it.closest('.card').getBoundingClientRect().right) found.push('a chart is too wide');"
                    + " const texts = [...it.querySelectorAll('text')].map(x => [x, x.getBoundingClientRect()])"
                    + ".filter(x => x[1].width);"
                    + " texts.forEach(([x, a], i) => { if (a.left < box.left - 1 || a.height < 9)"
                    + " found.push('cannot be read: ' + x.textContent);"
                    + " texts.slice(i + 1).forEach(([y, b]) => { if (a.left < b.right && b.left < a.right && a.top < b.bottom"
                    + " && b.top < a.bottom) found.push(x.textContent + ' touches ' + y.textContent) }) }) });"
                    + " document.querySelectorAll('main .card .pill, main .card .btn').forEach(it => {"
                    + " const box = it.getBoundingClientRect(), card = it.closest('.card').getBoundingClientRect();"
                    + " if (box.width && (box.left < card.left - 1 || box.right > card.right + 1))"
                    + " found.push('cut off: ' + it.textContent.trim()) });"
                    + " if (wide < 600) document.querySelectorAll('main .btn, .keys .btn').forEach(it => {"
                    + " const box = it.getBoundingClientRect();"
                    + " if (box.height && box.height < 44) found.push('hard to hit: ' + it.textContent.trim()) });"
                    + " const pen = document.createElement('canvas').getContext('2d');"
                    + " document.querySelectorAll('.find input').forEach(it => { const look = getComputedStyle(it); pen.font = look.font;"
                    + " const bar = 15, room = it.clientWidth - bar - parseFloat(look.paddingLeft) - parseFloat(look.paddingRight);"
                    + " if (it.checkVisibility() && pen.measureText(it.placeholder).width > room)"
                    + " found.push('cut off: ' + it.placeholder) });"
                    + " document.querySelectorAll('main details.pop:not([open])').forEach(it => { it.open = true;"
                    + " const box = it.querySelector('.pop-in').getBoundingClientRect(); it.open = false;"
                    + " if (box.width && (box.left < 0 || box.right > wide)) found.push('opens at ' + box.left + ': '"
                    + " + it.textContent.trim().slice(0, 40)) }); return found }";

    private Cut() {}

    /** Each finding in words; none if the page holds together in the width it has. */
    @SuppressWarnings("unchecked") // the script answers a list of sentences
    static List<String> findings(Page page) {
        return (List<String>) page.evaluate(FIND);
    }
}
