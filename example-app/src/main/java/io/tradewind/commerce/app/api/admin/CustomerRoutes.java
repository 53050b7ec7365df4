package io.tradewind.commerce.app.api.admin;

import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.app.api.ApiCall;
import io.tradewind.commerce.app.api.ApiFault;
import io.tradewind.commerce.app.api.ApiReply;
import io.tradewind.commerce.app.api.ApiRoute;
import io.tradewind.commerce.app.api.Field;
import io.tradewind.commerce.app.api.IdKind;
import io.tradewind.commerce.app.api.Parameter;
import io.tradewind.commerce.app.api.Shapes;
import io.tradewind.commerce.customer.Customer;
import io.tradewind.commerce.customer.CustomerAnswer;
import io.tradewind.commerce.customer.CustomerId;
import io.tradewind.commerce.customer.CustomerPage;
import io.tradewind.commerce.customer.CustomerQuery;
import io.tradewind.commerce.customer.NewCustomer;
import io.tradewind.commerce.verification.PhoneNumber;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** People who buy. */
final class CustomerRoutes {
    private static final String GROUP = "Customers";

    private CustomerRoutes() {}

    record CustomerShape(
            @Field(id = IdKind.CUSTOMER) String id,
            int version,
            String name,
            Optional<String> email,
            Optional<String> phone,
            @Field("The host's id of the person") Optional<String> externalId,
            Instant createdAt) {
        static CustomerShape of(Customer it) {
            return new CustomerShape(
                    IdKind.CUSTOMER.of(it.id().value()),
                    it.version(),
                    it.name(),
                    it.email(),
                    it.phone().map(PhoneNumber::e164),
                    it.externalId(),
                    it.createdAt());
        }
    }

    record CustomerList(List<CustomerShape> items, Optional<String> next) {}

    record SaveCustomer(
            @Field(max = 200) String name,
            @Field(max = 200) Optional<String> email,

            @Field(value = "With its country, as +49 1512 3456789", max = 40)
            Optional<String> phone,

            @Field(value = "The host's id of the person", min = 1, max = 200)
            Optional<String> externalId) {
        NewCustomer read() {
            NewCustomer customer = NewCustomer.named(name);
            customer = email.map(customer::email).orElse(customer);
            customer = phone.filter(it -> !it.isBlank())
                    .map(it -> number("/phone", it))
                    .map(customer::phone)
                    .orElse(customer);
            return externalId.map(customer::externalId).orElse(customer);
        }
    }

    record AddressShape(@Field(id = IdKind.ADDRESS) String id, Shapes.PostalAddress address, boolean preferred) {}

    record AddressList(List<AddressShape> items) {}

    static List<ApiRoute> all() {
        return List.of(
                ApiRoute.get("/customers")
                        .called("findCustomers", GROUP, "Customers, the newest first, or those found")
                        .note(
                                "By a whole e-mail address, a whole number, or words anywhere in name, address and number.")
                        .needs(Permission.CUSTOMERS)
                        .query(Parameter.text("email", "The whole address", 200, "jo@example.org"))
                        .query(Parameter.text("phone", "The number with its country", 40, ""))
                        .query(Parameter.text("q", "Words to look for", 100, ""))
                        .pages()
                        .answers(CustomerList.class)
                        .by(CustomerRoutes::find),
                ApiRoute.post("/customers")
                        .called("createCustomer", GROUP, "Creates a customer")
                        .needs(Permission.CUSTOMERS)
                        .body(SaveCustomer.class, "{\"name\": \"Jo\", \"email\": \"jo@example.org\"}")
                        .refuses("customer-exists, email-malformed, name-too-long")
                        .tagged()
                        .creates(CustomerShape.class)
                        .by(call -> saved(call.shop()
                                .customers()
                                .signUp(call.body(SaveCustomer.class).read()))),
                ApiRoute.get("/customers/{customer}")
                        .called("getCustomer", GROUP, "One customer")
                        .needs(Permission.CUSTOMERS)
                        .id("customer", IdKind.CUSTOMER)
                        .tagged()
                        .answers(CustomerShape.class)
                        .by(call -> shown(call.shop().customers().find(id(call)))),
                ApiRoute.put("/customers/{customer}")
                        .called("changeCustomer", GROUP, "Replaces what is known about somebody")
                        .needs(Permission.CUSTOMERS)
                        .id("customer", IdKind.CUSTOMER)
                        .body(SaveCustomer.class, "{\"name\": \"Jo Ann\", \"email\": \"jo@example.org\"}")
                        .answers(CustomerShape.class)
                        .by(call -> saved(call.shop()
                                .customers()
                                .change(
                                        id(call),
                                        call.version(),
                                        call.body(SaveCustomer.class).read()))),
                ApiRoute.get("/customers/{customer}/addresses")
                        .called("listAddresses", GROUP, "Somebody's address book")
                        .needs(Permission.CUSTOMERS)
                        .id("customer", IdKind.CUSTOMER)
                        .answers(AddressList.class)
                        .by(call -> ApiReply.of(new AddressList(ApiCall.each(
                                call.shop().customers().addresses(id(call)).list(),
                                it -> new AddressShape(
                                        IdKind.ADDRESS.of(it.id().value()),
                                        Shapes.PostalAddress.of(it.address()),
                                        it.preferred()))))));
    }

    private static ApiReply find(ApiCall call) {
        Optional<String> email = call.query("email").filter(it -> !it.isBlank());
        Optional<String> phone = call.query("phone").filter(it -> !it.isBlank());
        Optional<String> words = call.query("q").filter(it -> !it.isBlank());
        if (Stream.of(email, phone, words).filter(Optional::isPresent).count() > 1) {
            throw ApiFault.invalid("email", "one-of", "send either email or phone or q");
        } else if (email.isEmpty() && phone.isEmpty()) {
            return list(call, words.orElse(""));
        }
        List<Customer> found = email.map(it ->
                        call.shop().customers().findByEmail(it.strip()).stream().toList())
                .orElseGet(() -> call.shop().customers().findByPhone(number("phone", phone.orElseThrow())));
        return ApiReply.of(new CustomerList(ApiCall.each(found, CustomerShape::of), Optional.empty()));
    }

    private static ApiReply list(ApiCall call, String words) {
        CustomerQuery query = CustomerQuery.newest().matching(words).size(call.limit());
        CustomerPage page = call.shop()
                .customers()
                .list(call.query("cursor")
                        .filter(it -> !it.isEmpty())
                        .map(query::after)
                        .orElse(query));
        return ApiReply.of(new CustomerList(ApiCall.each(page.customers(), CustomerShape::of), page.next()))
                .next(page.next());
    }

    private static PhoneNumber number(String pointer, String text) {
        return PhoneNumber.parse(text, "ZZ")
                .orElseThrow(() -> ApiFault.invalid(
                        pointer, "phone-malformed", "write the number with its country, as +49 1512 3456789"));
    }

    private static ApiReply saved(CustomerAnswer answer) {
        if (answer instanceof CustomerAnswer.Refused refused) {
            throw ApiFault.refused(refused.refusal());
        } else if (answer instanceof CustomerAnswer.Stale stale) {
            throw ApiFault.stale(stale.now().version());
        }
        return shown(answer.orThrow());
    }

    private static ApiReply shown(Customer customer) {
        return ApiReply.of(CustomerShape.of(customer)).version(customer.version());
    }

    static CustomerId id(ApiCall call) {
        return new CustomerId(call.id("customer", IdKind.CUSTOMER));
    }
}
