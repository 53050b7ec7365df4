package io.tradewind.commerce.app.api.admin;

import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.app.api.ApiCall;
import io.tradewind.commerce.app.api.ApiReply;
import io.tradewind.commerce.app.api.ApiRoute;
import io.tradewind.commerce.app.api.Field;
import io.tradewind.commerce.app.api.IdKind;
import io.tradewind.commerce.app.api.InstrumentShapes;
import io.tradewind.commerce.app.api.KeyRule;
import io.tradewind.commerce.customer.Customer;
import io.tradewind.commerce.customer.CustomerNote;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What is known and kept about a customer: notes, ways to pay, and all of it as a file. */
final class CustomerCareRoutes {
    private static final String GROUP = "Customers";

    private CustomerCareRoutes() {}

    record NoteShape(Instant at, @Field("Who wrote it") String by, String text) {
        static NoteShape of(CustomerNote it) {
            return new NoteShape(it.at(), it.actor(), it.text());
        }
    }

    record NoteList(List<NoteShape> items) {}

    record CustomerFile(@Field("As the store keeps it") JsonNode everything) {}

    record CustomerNoteText(
            @Field(value = "Colleagues read it, the customer does not", min = 1, max = 2000)
            String text) {}

    static List<ApiRoute> all() {
        return List.of(
                ApiRoute.get("/customers/{customer}/notes")
                        .called("listCustomerNotes", GROUP, "What staff wrote down about somebody")
                        .needs(Permission.CUSTOMERS)
                        .id("customer", IdKind.CUSTOMER)
                        .answers(NoteList.class)
                        .by(call -> ApiReply.of(new NoteList(
                                ApiCall.each(call.shop().customers().notes(CustomerRoutes.id(call)), NoteShape::of)))),
                ApiRoute.post("/customers/{customer}/notes")
                        .called("noteCustomer", GROUP, "Writes something down about somebody")
                        .needs(Permission.CUSTOMERS)
                        .once(KeyRule.JOINED)
                        .id("customer", IdKind.CUSTOMER)
                        .body(CustomerNoteText.class, "{\"text\": \"Prefers to be called in the evening\"}")
                        .creates(NoteShape.class)
                        .by(call -> ApiReply.of(NoteShape.of(call.shop()
                                .customers()
                                .note(
                                        CustomerRoutes.id(call),
                                        call.body(CustomerNoteText.class).text())))),
                ApiRoute.get("/customers/{customer}/instruments")
                        .called("listCustomerInstruments", GROUP, "The ways to pay that providers keep for somebody")
                        .needs(Permission.CUSTOMERS)
                        .id("customer", IdKind.CUSTOMER)
                        .answers(InstrumentShapes.InstrumentList.class)
                        .by(call -> ApiReply.of(
                                InstrumentShapes.list(seen(call).payments().saved()))),
                ApiRoute.delete("/customers/{customer}/instruments/{instrument}")
                        .called(
                                "removeCustomerInstrument",
                                GROUP,
                                "Removes one as the customer asked; its provider is told")
                        .needs(Permission.CUSTOMERS)
                        .id("customer", IdKind.CUSTOMER)
                        .id("instrument", IdKind.INSTRUMENT)
                        .answersNothing()
                        .by(call -> {
                            seen(call).payments().forget(call.id("instrument", IdKind.INSTRUMENT));
                            return ApiReply.done();
                        }),
                ApiRoute.get("/customers/{customer}/file")
                        .called("exportCustomer", GROUP, "Everything that is known about somebody")
                        .note("What a customer may ask for by law.")
                        .needs(Permission.CUSTOMERS)
                        .id("customer", IdKind.CUSTOMER)
                        .answers(CustomerFile.class)
                        .by(CustomerCareRoutes::export));
    }

    private static Customer customer(ApiCall call) {
        return call.shop().customers().find(CustomerRoutes.id(call));
    }

    /** The shop as that customer sees it: nobody else's things can be reached. */
    private static Shop seen(ApiCall call) {
        return PersonFile.seenBy(call.commerce(), call.shop(), customer(call));
    }

    private static ApiReply export(ApiCall call) {
        return ApiReply.of(new CustomerFile(PersonFile.of(call.shop(), seen(call), customer(call))));
    }
}
