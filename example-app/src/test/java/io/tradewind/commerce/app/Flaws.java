package io.tradewind.commerce.app;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with how a page is laid out, whatever it shows. */
final class Flaws {
    private static final String SIDEWAYS =
            "document.documentElement.scrollWidth > document.documentElement.clientWidth";
    /** Text that reaches beyond a box that cuts it off; what is for screen readers alone is meant to be cut off. */
    private static final String CLIPPED =
            "[...document.body.querySelectorAll('a,button,p,h1,h2,h3,label,span,b,dt,dd,legend,summary,input,select')]"
                    + ".filter(it => { const at = it.getBoundingClientRect(); if (!at.width || !at.height"
                    + " || it.closest('.vh,.skip,svg,dialog:not([open])')) return false;"
                    + " for (let up = it.parentElement; up; up = up.parentElement) {"
                    + " if (getComputedStyle(up).overflowX !== 'visible') { const box = up.getBoundingClientRect();"
                    + " if (at.right > box.right + 1 || at.left < box.left - 1) return true; } } return false; })"
                    + ".slice(0, 3).map(it => it.outerHTML.slice(0, 120))";

    /** Fields that cut off what was chosen, or are too narrow to read what was typed. */
    private static final String SQUEEZED =
            "[...document.querySelectorAll('select')].filter(it => { const look = getComputedStyle(it);"
                    + " const pen = document.createElement('canvas').getContext('2d'); pen.font = look.font;"
                    + " return it.offsetWidth && pen.measureText(it.selectedOptions[0]?.text ?? '').width"
                    + " > it.clientWidth - parseFloat(look.paddingLeft) - parseFloat(look.paddingRight); })"
                    + ".concat([...document.querySelectorAll('input:is([type=email],[type=tel],[type=search])')]"
                    + ".filter(it => it.offsetWidth && it.offsetWidth < 150)).map(it => it.outerHTML.slice(0, 120))";

    /** Buttons and names whose text is wider than they are, and runs into what stands beside them. */
    private static final String SPILLED = "[...document.querySelectorAll('.btn,.logo')]"
            + ".filter(it => it.offsetWidth && it.scrollWidth > it.clientWidth + 1)"
            + ".map(it => it.outerHTML.slice(0, 120))";

    /** Rows whose link or button fell to a line of its own, and a price on a button that may break. */
    private static final String LONELY =
            "[...document.querySelectorAll('.rail-row>.between,.line-tools,.account .row>.row')].filter(it =>"
                    + " it.lastElementChild.offsetTop >= it.firstElementChild.offsetTop + it.firstElementChild.offsetHeight)"
                    + ".concat([...document.querySelectorAll('.buybar .btn')]"
                    + ".filter(it => getComputedStyle(it).whiteSpace !== 'nowrap'))"
                    + ".map(it => it.outerHTML.slice(0, 120))";

    private Flaws() {}

    static boolean scrollsSideways(Page page) {
        return (boolean) page.evaluate(SIDEWAYS);
    }

    /** All of them, each as a part of a sentence. */
    static List<String> of(Page page) {
        List<String> found = new ArrayList<>();
        if (scrollsSideways(page)) {
            found.add("scrolls sideways");
        }
        ((List<?>) page.evaluate(CLIPPED)).forEach(it -> found.add("cuts off " + it));
        ((List<?>) page.evaluate(SPILLED)).forEach(it -> found.add("spills " + it));
        ((List<?>) page.evaluate(SQUEEZED)).forEach(it -> found.add("squeezes " + it));
        ((List<?>) page.evaluate(LONELY)).forEach(it -> found.add("breaks the row " + it));
        return found;
    }
}
