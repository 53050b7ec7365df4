package io.tradewind.commerce.catalog;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A file's bytes as text, or why they are none.
 *
 * @param text without a byte order mark; empty if there is an error
 * @param error what is wrong with the whole file
 */
record FileText(String text, Optional<RowError> error) {
    static final int MOST_BYTES = 64 * 1024 * 1024;

    static FileText read(InputStream in) {
        byte[] bytes;
        try {
            bytes = in.readNBytes(MOST_BYTES + 1);
        } catch (IOException e) {
            throw new CommerceException(ErrorCode.BAD_ARGUMENT, "The file to import cannot be read.", e);
        }
        if (bytes.length > MOST_BYTES) {
            return bad(
                    0,
                    "",
                    "The file has more than " + MOST_BYTES / 1024 / 1024 + " MB: split it, each part with the header.");
        }
        if (startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE)) {
            return bad(1, "", "The file is UTF-16: save it as CSV UTF-8.");
        }
        return decoded(bytes, startsWith(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0);
    }

    private static FileText decoded(byte[] bytes, int from) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes, from, bytes.length - from);
        CharBuffer out = CharBuffer.allocate(bytes.length - from + 1);
        CoderResult result = decoder.decode(in, out, true);
        if (!result.isError()) {
            return new FileText(out.flip().toString(), Optional.empty());
        }
        int at = in.position();
        int line = 1;
        for (int i = 0; i < at; i++) {
            line += bytes[i] == '\n' ? 1 : 0;
        }
        String value = String.format(Locale.ROOT, "byte 0x%02X", bytes[at] & 0xFF);
        return bad(line, value, "The file is not UTF-8: byte " + (at + 1) + " does not fit. Save it as CSV UTF-8.");
    }

    private static boolean startsWith(byte[] bytes, int... start) {
        for (int i = 0; i < start.length; i++) {
            if (bytes.length <= i || (bytes[i] & 0xFF) != start[i]) {
                return false;
            }
        }
        return true;
    }

    private static FileText bad(int line, String value, String cure) {
        return new FileText("", Optional.of(new RowError(line, "", value, cure)));
    }

    /** The comma, semicolon or tab that the first line holds most of, quoted text apart. */
    char separator() {
        int[] counts = new int[3];
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char it = text.charAt(i);
            if (it == '"') {
                quoted = !quoted;
            } else if (!quoted && (it == '\n' || it == '\r')) {
                break;
            } else if (!quoted && ",;\t".indexOf(it) >= 0) {
                counts[",;\t".indexOf(it)]++;
            }
        }
        List<Character> separators = List.of(',', ';', '\t');
        int most = counts[1] > counts[0] ? 1 : 0;
        return separators.get(counts[2] > counts[most] ? 2 : most);
    }

    /** What follows after so many lines, whatever their ends. */
    static String afterLine(String text, int lines) {
        int passed = 0;
        for (int i = 0; i < text.length(); i++) {
            char it = text.charAt(i);
            boolean pair = it == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
            if ((it == '\n' || it == '\r') && !pair) {
                passed++;
                if (passed == lines) {
                    return text.substring(i + 1);
                }
            }
        }
        return "";
    }
}
