package io.tradewind.commerce.plugin;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.internal.plugin.AccountSettings;
import io.tradewind.commerce.internal.plugin.Calls;
import io.tradewind.commerce.internal.plugin.Trial;
import io.tradewind.commerce.plugin.AccountForm.Setting;
import io.tradewind.commerce.spi.ConfigField;
import io.tradewind.commerce.spi.FieldKind;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows what can be set of an account, tries changes out and puts them into force. Safe for many threads. */
@Singleton
final class AccountForms {
    private final Calls calls;

    @Inject
    AccountForms(Calls calls) {
        this.calls = calls;
    }

    AccountForm of(String account) {
        AccountSettings now = configured(account);
        List<Setting> settings = new ArrayList<>();
        List<ConfigField> fields = calls.host().fields(now);
        for (ConfigField field : fields) {
            if (field.namePattern().isEmpty()) {
                settings.add(setting(now, field, field.name()));
                continue;
            }
            now.given().keySet().stream()
                    .filter(name -> field.takes(name)
                            && fields.stream()
                                    .noneMatch(it -> it.namePattern().isEmpty()
                                            && it.name().equals(name)))
                    .forEach(name -> settings.add(setting(now, field, name)));
            settings.add(new Setting(field, "", Optional.empty(), false, false));
        }
        return new AccountForm(account, now.kind().word(), now.code(), settings);
    }

    SettingsTrial tryOut(String account, Map<String, Optional<String>> changes) {
        Trial trial = calls.tryOut(configured(account).changing(changes));
        return new SettingsTrial(
                trial.mistakes().stream().map(AccountForms::problem).toList(), trial.health());
    }

    List<SettingsTrial.Problem> reopen(String account, Map<String, Optional<String>> changes) {
        return calls.reopen(configured(account).changing(changes)).stream()
                .map(AccountForms::problem)
                .toList();
    }

    private Setting setting(AccountSettings now, ConfigField field, String name) {
        boolean secret = field.kind() == FieldKind.SECRET
                || field.kind() == FieldKind.ROTATING_SECRET
                || now.secrets().contains(name);
        Optional<String> value = Optional.ofNullable(now.given().get(name));
        return new Setting(
                field,
                name,
                value.filter(it -> !secret),
                value.isPresent() || calls.host().isInEnvironment(now, field),
                now.changed().containsKey(name));
    }

    private AccountSettings configured(String account) {
        return calls.host()
                .configured(account)
                .orElseThrow(() -> new CommerceException(
                        ErrorCode.UNKNOWN_ACCOUNT,
                        "There is no plugin account '" + account + "'. Fix: use a name of the list of accounts."));
    }

    private static SettingsTrial.Problem problem(Trial.Mistake mistake) {
        return new SettingsTrial.Problem(mistake.field(), mistake.reason(), mistake.fix());
    }
}
