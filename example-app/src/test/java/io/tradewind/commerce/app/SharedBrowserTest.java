package io.tradewind.commerce.app;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** That a browser's complaints are heard, whichever of its windows they come from. */
@Tag("browser")
@ExtendWith({SharedBrowser.class, SharedShop.class})
class SharedBrowserTest {
    private static SharedBrowser.Visit withWindow(String script) {
        SharedBrowser.Visit visit = SharedBrowser.visit();
        visit.page().navigate(SharedShop.at("/"));
        Page window = visit.page().waitForPopup(() -> visit.page().evaluate("() => { open('/cart') }"));
        window.waitForLoadState();
        window.evaluate(script);
        return visit;
    }

    @Test
    void an_error_in_a_window_that_a_page_opened_is_heard() {
        assertThatThrownBy(withWindow("() => console.error('lost in a window')")::close)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("/cart: lost in a window");
    }

    @Test
    void a_script_that_fails_there_is_heard() {
        assertThatThrownBy(withWindow("() => new Promise(done => { setTimeout(done, 1); setTimeout(() => {"
                        + " throw new Error('fell in a window') }) })")::close)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("fell in a window");
    }

    @Test
    void a_breach_of_the_content_policy_there_is_heard() {
        assertThatThrownBy(withWindow("() => new Promise(done => { document.addEventListener("
                        + "'securitypolicyviolation', () => done(0)); const bad = document.createElement('script');"
                        + " bad.textContent = '1'; document.body.append(bad) })")::close)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Content Security Policy");
    }
}
