package io.tradewind.commerce.app.api.admin;

import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.app.api.ApiCall;
import io.tradewind.commerce.app.api.ApiFault;
import io.tradewind.commerce.app.api.ApiReply;
import io.tradewind.commerce.app.api.ApiRoute;
import io.tradewind.commerce.app.api.Field;
import io.tradewind.commerce.app.settings.PluginSettings;
import io.tradewind.commerce.app.settings.PluginSettings.Answer;
import io.tradewind.commerce.app.settings.SettingsWish;
import io.tradewind.commerce.app.staff.Member;
import io.tradewind.commerce.plugin.AccountForm;
import io.tradewind.commerce.plugin.SettingsTrial.Problem;
import io.tradewind.commerce.spi.FieldKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Settings of plugin accounts: the form that their plugins describe, and changing them. */
final class SettingRoutes {
    private static final String GROUP = "Plugins";

    private final Supplier<Backroom> backroom;

    SettingRoutes(Supplier<Backroom> backroom) {
        this.backroom = backroom;
    }

    record Setting(
            @Field("Absent for a member that a family could get; its name then has to match namePattern")
            Optional<String> name,

            @Field("Of the plugin's description, shared by the members of a family")
            String field,

            FieldKind kind,
            boolean required,
            @Field("What holds if nothing is given") Optional<String> preset,
            @Field("The only ones a CHOICE takes") List<String> choices,
            @Field("The whole value has to match it") Optional<String> pattern,
            Optional<String> namePattern,
            @Field("Not needed by most") boolean advanced,
            @Field("Its value is never shown") boolean secret,

            @Field("Absent for a secret and for what was not given")
            Optional<String> value,

            @Field("It has a value, be it a secret one") boolean given,

            @Field("People changed it since the shop's code was written")
            boolean changed) {
        static Setting of(AccountForm.Setting it) {
            return new Setting(
                    Optional.of(it.name()).filter(name -> !name.isEmpty()),
                    it.field().name(),
                    it.field().kind(),
                    it.field().required(),
                    it.field().preset(),
                    it.field().choices(),
                    it.field().pattern(),
                    it.field().namePattern(),
                    it.field().advanced(),
                    SettingsWish.isSecret(it),
                    SettingsWish.isSecret(it) ? Optional.empty() : it.value(),
                    it.given(),
                    it.changed());
        }
    }

    record SettingsForm(
            String account,
            String role,
            String code,
            @Field("In the plugin's order") List<Setting> settings) {
        static SettingsForm of(AccountForm it) {
            return new SettingsForm(it.account(), it.role(), it.code(), ApiCall.each(it.settings(), Setting::of));
        }
    }

    record ChangeSettings(
            @Field(value = "Values by name; those left out stay, an empty one takes a plain value away", max = 100)
            Optional<Map<String, String>> settings,

            @Field(value = "Names of secrets to take away", max = 100)
            Optional<List<String>> without,

            @Field("Save them although the provider does not answer as it should")
            Optional<Boolean> anyway) {
        SettingsWish wish(AccountForm now, Map<String, Optional<String>> before) {
            SettingsWish.Draft draft = new SettingsWish.Draft(now, before).insisting(anyway.orElse(false));
            settings.orElse(Map.of()).forEach(draft::set);
            without.orElse(List.of()).forEach(draft::without);
            return draft.done();
        }
    }

    List<ApiRoute> all() {
        return List.of(
                at(ApiRoute.get("/plugins/{account}/settings"))
                        .called("getSettings", GROUP, "What can be set of an account, and what is; secrets are masked")
                        .tagged()
                        .answers(SettingsForm.class)
                        .by(call -> shown(PluginRoutes.account(call))),
                at(ApiRoute.patch("/plugins/{account}/settings"))
                        .called("changeSettings", GROUP, "Checks settings, asks the provider, and puts them into force")
                        .note(
                                "Nothing is saved unless all of it fits. Whoever changes an address has to send the secrets"
                                        + " again that would be sent there.")
                        .person()
                        .tight()
                        .body(ChangeSettings.class, "{\"settings\": {}}")
                        .refuses("proof-needed, not-saved, provider-down")
                        .answers(SettingsForm.class)
                        .by(call -> save(call, call.body(ChangeSettings.class)::wish)),
                at(ApiRoute.delete("/plugins/{account}/settings"))
                        .called("resetSettings", GROUP, "Takes back what people changed: as in the shop's code again")
                        .person()
                        .tight()
                        .refuses("proof-needed, not-saved, provider-down")
                        .answersNothing()
                        .by(call -> {
                            save(call, (now, before) -> SettingsWish.asInCode(before, true));
                            return ApiReply.done();
                        }));
    }

    private static ApiRoute.Draft at(ApiRoute.Draft draft) {
        return draft.needs(Permission.OPERATIONS).with(PluginRoutes.ACCOUNT);
    }

    private ApiReply shown(String account) {
        AccountForm form = backroom.get().settings().form(account);
        return ApiReply.of(SettingsForm.of(form)).version(PluginSettings.version(form));
    }

    private ApiReply save(ApiCall call, BiFunction<AccountForm, Map<String, Optional<String>>, SettingsWish> wish) {
        Member me = backroom.get().proved(call);
        String account = PluginRoutes.account(call);
        Answer answer = backroom.get()
                .settings()
                .save(account, version -> !call.conditional() || call.version() == version, wish);
        if (answer instanceof Answer.Stale stale) {
            throw ApiFault.stale(stale.version());
        } else if (answer instanceof Answer.Refused refused) {
            throw refused(refused);
        } else if (answer instanceof Answer.Saved saved) {
            String changed = saved.wish().changed().stream()
                    .map(SettingsWish.Change::name)
                    .collect(Collectors.joining(", "));
            backroom.get().note(me, call, "Settings of " + account + ": " + changed);
        }
        return shown(account);
    }

    /** About the account as a whole a state forbids it; about a field, its value. */
    private static ApiFault refused(Answer.Refused refused) {
        List<ApiFault.Detail> details = refused.problems().stream()
                .filter(it -> !it.field().isEmpty())
                .map(it -> new ApiFault.Detail("/settings/" + it.field(), "setting", PluginSettings.sentence(it)))
                .toList();
        if (!details.isEmpty()) {
            return ApiFault.invalid(details);
        }
        Problem whole = refused.problems().get(0);
        String code = refused.mayInsist() ? "provider-down" : "not-saved";
        return ApiFault.of(409, code, (whole.reason() + " " + whole.fix()).strip());
    }
}
