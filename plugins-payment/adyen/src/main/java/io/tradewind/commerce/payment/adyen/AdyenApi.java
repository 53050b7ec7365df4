package io.tradewind.commerce.payment.adyen;

import com.adyen.ApiKeyAuthenticatedService;
import com.adyen.Client;
import com.adyen.Config;
import com.adyen.constants.ApiConstants.HttpMethod;
import com.adyen.enums.Environment;
import com.adyen.model.RequestOptions;
import com.adyen.model.checkout.JSON;
import com.adyen.service.exception.ApiException;
import com.adyen.service.resource.Resource;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradewind.commerce.spi.http.HttpPort;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Adyen's library, set up for one account. Requests are its models, errors its exceptions; answers are read as trees, since
 * its models refuse payment methods and actions that are newer than they are.
 */
final class AdyenApi {
    /** The version of the Checkout API that the library's models are of. */
    static final String VERSION = "/v71";

    private static final ObjectMapper JSON_MAPPER = JSON.getMapper();

    private final HttpPort port;
    private final Config config;
    private final String base;

    AdyenApi(HttpPort port, AdyenSettings settings) {
        this.port = port;
        this.base = settings.endpoint() + VERSION;
        // the library derives addresses from the environment, which are not used: every request names its own
        this.config = new Config()
                .environment(Environment.TEST)
                .apiKey(settings.apiKey().reveal());
    }

    /**
     * Sends a request.
     *
     * @param path path within the API, filled in
     * @param request a model of the library, or a tree
     * @param key idempotency key
     */
    JsonNode post(String path, Object request, String key, Instant deadline) throws ApiException, IOException {
        String body = JSON_MAPPER.writeValueAsString(request);
        RequestOptions options = new RequestOptions().idempotencyKey(key);
        return read(resource(path, deadline).request(body, options, HttpMethod.POST, Map.of(), Map.of()));
    }

    /** Sends a request without any effect. */
    JsonNode ask(String path, Object request, Instant deadline) throws ApiException, IOException {
        String body = JSON_MAPPER.writeValueAsString(request);
        return read(resource(path, deadline).request(body, new RequestOptions(), HttpMethod.POST, Map.of(), Map.of()));
    }

    /** Asks for something. */
    JsonNode get(String path, Map<String, String> query, Instant deadline) throws ApiException, IOException {
        return read(resource(path, deadline).request("", new RequestOptions(), HttpMethod.GET, Map.of(), query));
    }

    /** Has something forgotten; there is no answer to read. */
    void delete(String path, Map<String, String> query, Instant deadline) throws ApiException, IOException {
        resource(path, deadline).request("", new RequestOptions(), HttpMethod.DELETE, Map.of(), query);
    }

    private Resource resource(String path, Instant deadline) {
        Client client = new Client(config);
        client.setHttpClient(new PortClient(port, deadline));
        return new Resource(new Checkout(client), base + path, List.of());
    }

    private static JsonNode read(String answer) {
        JsonNode tree = tree(answer);
        if (!tree.isObject()) {
            throw new Unreadable("no object");
        }
        return tree;
    }

    /** Reads JSON of whomever; what is none is unreadable. */
    static JsonNode tree(String json) {
        try {
            JsonNode tree = JSON_MAPPER.readTree(json);
            return tree == null ? JSON_MAPPER.missingNode() : tree;
        } catch (JsonProcessingException none) {
            throw new Unreadable("no JSON");
        }
    }

    /** Returns a model of the library as a tree that more can be put into. */
    static ObjectNode asTree(Object request) {
        return JSON_MAPPER.valueToTree(request);
    }

    private static final class Checkout extends ApiKeyAuthenticatedService {
        Checkout(Client client) {
            super(client);
        }
    }
}
