package io.tradewind.commerce.app.console;

import io.tradewind.commerce.app.settings.SettingsWish;
import io.tradewind.commerce.plugin.AccountForm;
import io.tradewind.commerce.plugin.AccountForm.Setting;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The form for an account's settings as it was sent: what is wanted, and what to show again. */
final class SettingsTyped {
    private final Form form;

    SettingsTyped(Form form) {
        this.form = form;
    }

    /** What stood in the fields, secrets left out. */
    Map<String, String> shown(AccountForm now) {
        Map<String, String> typed = new LinkedHashMap<>();
        for (Setting it : now.settings()) {
            String family = it.field().name();
            if (it.name().isEmpty()) {
                typed.put("new-" + family, form.text("new-" + family));
                typed.put("value-" + family, form.text("value-" + family));
            } else if (!SettingsWish.isSecret(it) && form.sent("s-" + it.name())) {
                typed.put(it.name(), form.text("s-" + it.name()));
            }
        }
        return typed;
    }

    SettingsWish wish(AccountForm now, Map<String, Optional<String>> before) {
        boolean anyway = form.ticked("anyway");
        if (form.text("what").equals("as-in-code")) {
            return SettingsWish.asInCode(before, anyway);
        }
        SettingsWish.Draft draft = new SettingsWish.Draft(now, before).insisting(anyway);
        for (Setting it : now.settings()) {
            String family = it.field().name();
            String name = it.name();
            if (name.isEmpty()) {
                add(draft, family, form.text("new-" + family), form.text("value-" + family));
            } else if (SettingsWish.isSecret(it)
                    && it.given()
                    && form.text("s-" + name).isEmpty()
                    && form.ticked("without-" + name)) {
                draft.without(name);
            } else if (form.sent("s-" + name)) {
                draft.set(name, form.text("s-" + name));
            }
        }
        return draft.done();
    }

    private static void add(SettingsWish.Draft draft, String family, String name, String text) {
        if (!name.isEmpty() || !text.isEmpty()) {
            draft.add(family, name, text);
        }
    }
}
