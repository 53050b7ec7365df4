package io.tradewind.commerce.app.api.shop;

import io.tradewind.commerce.app.api.Access;
import io.tradewind.commerce.app.api.ApiCall;
import io.tradewind.commerce.app.api.ApiFault;
import io.tradewind.commerce.app.api.ApiReply;
import io.tradewind.commerce.app.api.ApiRoute;
import io.tradewind.commerce.app.api.Field;
import io.tradewind.commerce.app.api.IdKind;
import io.tradewind.commerce.app.api.InstrumentShapes;
import io.tradewind.commerce.app.api.Shapes;
import io.tradewind.commerce.customer.AddressAnswer;
import io.tradewind.commerce.customer.AddressBook;
import io.tradewind.commerce.customer.AddressId;
import io.tradewind.commerce.customer.Customer;
import io.tradewind.commerce.customer.CustomerAnswer;
import io.tradewind.commerce.customer.NewCustomer;
import io.tradewind.commerce.customer.SavedAddress;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.verification.PhoneNumber;
import java.util.List;
import java.util.Optional;

/** What a customer who is signed in keeps here: name, addresses, ways to pay. Their orders are those of {@code /orders}. */
final class AccountRoutes {
    private static final String GROUP = "Account";
    private static final String HOME =
            "{\"name\": \"Ada Brandt\", \"lines\": [\"Körnerstraße 14\"], \"city\": \"Leipzig\", \"postcode\": \"04107\","
                    + " \"country\": \"DE\"}";

    private AccountRoutes() {}

    record Account(
            @Field(id = IdKind.CUSTOMER) String id,
            int version,
            String name,
            Optional<String> email,

            @Field("The number but for its last three digits")
            Optional<String> phone) {
        static Account of(Customer it) {
            return new Account(
                    IdKind.CUSTOMER.of(it.id().value()),
                    it.version(),
                    it.name(),
                    it.email(),
                    it.phone().map(PhoneNumber::masked));
        }
    }

    record ChangeAccount(
            @Field(value = "May be empty", max = 200) String name,

            @Field(value = "Where receipts go; absent for none", max = 200)
            Optional<String> email) {}

    record KeptAddress(
            @Field(id = IdKind.ADDRESS) String id,
            Shapes.PostalAddress address,
            @Field("Offered first") boolean preferred) {
        static KeptAddress of(SavedAddress it) {
            return new KeptAddress(
                    IdKind.ADDRESS.of(it.id().value()), Shapes.PostalAddress.of(it.address()), it.preferred());
        }
    }

    record Book(@Field("The preferred one first") List<KeptAddress> items) {}

    static List<ApiRoute> all() {
        return List.of(
                mine(ApiRoute.get("/account"))
                        .called("getAccount", GROUP, "Whose account it is")
                        .tagged()
                        .answers(Account.class)
                        .by(call -> shown(me(call))),
                mine(ApiRoute.put("/account"))
                        .called("changeAccount", GROUP, "Another name or e-mail address; the number stays")
                        .body(ChangeAccount.class, "{\"name\": \"Ada Brandt\", \"email\": \"ada@example.org\"}")
                        .refuses("customer-exists, email-malformed, name-too-long")
                        .answers(Account.class)
                        .by(AccountRoutes::change),
                mine(ApiRoute.get("/account/addresses"))
                        .called("listAddresses", GROUP, "The address book")
                        .answers(Book.class)
                        .by(AccountRoutes::book),
                mine(ApiRoute.post("/account/addresses"))
                        .called("addAddress", GROUP, "Another address; at most 50")
                        .body(Shapes.PostalAddress.class, HOME)
                        .refuses("address-book-full, what is wrong with a field")
                        .creates(KeptAddress.class)
                        .by(call -> saved(addresses(call).add(sent(call)))),
                one(ApiRoute.post("/account/addresses/{address}/replacements"))
                        .called("replaceAddress", GROUP, "Writes an address anew; orders keep the one they have")
                        .body(Shapes.PostalAddress.class, HOME)
                        .answers(KeptAddress.class)
                        .by(call -> saved(addresses(call).change(id(call), sent(call)))),
                one(ApiRoute.post("/account/addresses/{address}/preferences"))
                        .called("preferAddress", GROUP, "It is offered first from now on")
                        .answers(Book.class)
                        .by(call -> {
                            addresses(call).prefer(id(call));
                            return book(call);
                        }),
                one(ApiRoute.delete("/account/addresses/{address}"))
                        .called("removeAddress", GROUP, "Takes an address out; one that is gone already is no fault")
                        .answersNothing()
                        .by(call -> {
                            addresses(call).remove(id(call));
                            return ApiReply.done();
                        }),
                mine(ApiRoute.get("/account/instruments"))
                        .called("listInstruments", GROUP, "Cards and other ways to pay that providers keep")
                        .note("Send the id of one as instrument when you pay with its account.")
                        .answers(InstrumentShapes.InstrumentList.class)
                        .by(call -> ApiReply.of(
                                InstrumentShapes.list(call.shop().payments().saved()))),
                mine(ApiRoute.delete("/account/instruments/{instrument}"))
                        .id("instrument", IdKind.INSTRUMENT)
                        .called("removeInstrument", GROUP, "Forgets one at once; its provider is told")
                        .answersNothing()
                        .by(call -> {
                            call.shop().payments().forget(call.id("instrument", IdKind.INSTRUMENT));
                            return ApiReply.done();
                        }));
    }

    private static ApiRoute.Draft mine(ApiRoute.Draft draft) {
        return draft.open(Access.ACCOUNT);
    }

    private static ApiRoute.Draft one(ApiRoute.Draft draft) {
        return mine(draft).id("address", IdKind.ADDRESS);
    }

    private static Customer me(ApiCall call) {
        return call.shop().customers().me().orElseThrow(() -> ApiFault.notFound("account"));
    }

    private static ApiReply shown(Customer customer) {
        return ApiReply.of(Account.of(customer)).version(customer.version());
    }

    private static ApiReply change(ApiCall call) {
        ChangeAccount it = call.body(ChangeAccount.class);
        Customer me = me(call);
        NewCustomer wanted = new NewCustomer(me.externalId(), it.email(), me.phone(), it.name());
        CustomerAnswer answer = call.shop().customers().change(me.id(), call.version(), wanted);
        if (answer instanceof CustomerAnswer.Refused refused) {
            throw ApiFault.refused(refused.refusal());
        } else if (answer instanceof CustomerAnswer.Stale stale) {
            throw ApiFault.stale(stale.now().version());
        }
        return shown(answer.orThrow());
    }

    private static AddressBook addresses(ApiCall call) {
        return call.shop().customers().addresses(me(call).id());
    }

    private static ApiReply book(ApiCall call) {
        return ApiReply.of(new Book(ApiCall.each(addresses(call).list(), KeptAddress::of)));
    }

    private static Address sent(ApiCall call) {
        return call.body(Shapes.PostalAddress.class).read();
    }

    private static ApiReply saved(AddressAnswer answer) {
        if (answer instanceof AddressAnswer.Refused refused) {
            throw refused(refused.refusals());
        }
        return ApiReply.of(KeptAddress.of(answer.orThrow()));
    }

    /** Everything that is wrong with an address is named at once. */
    private static ApiFault refused(List<Refusal> refusals) {
        if (refusals.get(0).field().isEmpty()) {
            return ApiFault.refused(refusals.get(0));
        }
        return ApiFault.invalid(ApiCall.each(
                refusals, it -> new ApiFault.Detail("/" + it.field().replace('.', '/'), it.code(), it.message())));
    }

    private static AddressId id(ApiCall call) {
        return new AddressId(call.id("address", IdKind.ADDRESS));
    }
}
