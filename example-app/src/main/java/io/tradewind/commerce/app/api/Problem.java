package io.tradewind.commerce.app.api;

import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/** The problem form of RFC 9457 as the document describes it. */
public record Problem(
        @Field("Address of the page that explains the code") String type,
        @Field("The status in words") String title,
        @Field("The status") int status,

        @Field("What happened here and what to do, for people")
        String detail,

        @Field("The path of the request") String instance,
        @Field("Stable reason for programs") String code,

        @Field("What is wrong with which part of the request")
        Optional<List<ApiFault.Detail>> errors,

        @Field("Name of this request in our log") String traceId,

        @Field("Where the thing stands, if that is the reason")
        Optional<String> state,

        @Field("What may be done with it, if its state is the reason")
        Optional<List<AllowedAction>> allowedActions,

        @Field("The version it has by now, if yours is old") Optional<Integer> version,

        @Field("The most that can be refunded, if it was more")
        Optional<Money> largest,

        @Field("Orders at stake, if they are the reason") Optional<List<String>> orders) {}
