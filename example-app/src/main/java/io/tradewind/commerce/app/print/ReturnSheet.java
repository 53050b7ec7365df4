package io.tradewind.commerce.app.print;

import io.tradewind.commerce.returns.Return;
import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.spi.shipping.Label;
import java.util.List;
import java.util.Optional;

/**
 * What travels with goods that come back.
 *
 * @param label what sends them, once there is one
 */
public record ReturnSheet(Return goods, Address from, Address to, Optional<Label> label) {
    /** Addresses of pictures of the label; none of what only a label printer can read. */
    public List<String> pictures() {
        return label.flatMap(LabelPicture::of).stream().toList();
    }
}
