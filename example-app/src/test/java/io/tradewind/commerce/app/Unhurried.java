package io.tradewind.commerce.app;

import com.microsoft.playwright.Page;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.regex.Pattern;

/**
 * A page that is read and touched only once it has loaded. A click waits no longer than until its answer begins: then the
 * end of the page may be missing, and so are the scripts that hear keys.
 */
final class Unhurried {
    private static final Pattern AT_ONCE = Pattern.compile(
            "waitFor.*|on.*|off.*|(un)?route.*|navigate|reload|go.*|close|isClosed|context|equals|hashCode|toString");

    private Unhurried() {}

    static Page page(Page page) {
        return (Page) Proxy.newProxyInstance(
                Unhurried.class.getClassLoader(), new Class<?>[] {Page.class}, (self, method, arguments) -> {
                    if (!AT_ONCE.matcher(method.getName()).matches()) {
                        page.waitForLoadState();
                    }
                    try {
                        return method.invoke(page, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
