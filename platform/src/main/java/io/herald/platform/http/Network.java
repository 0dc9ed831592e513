package io.herald.platform.http;

import java.net.InetAddress;

/**
 * A block of addresses, for example {@code 10.0.0.0/8} or {@code ::1/128} (RFC 4632, RFC 4291
 * section 2.3).
 *
 * @param base any address of the block
 * @param prefixBits how many leading bits are common to the block: 0 to 32, or 0 to 128
 */
public record Network(InetAddress base, int prefixBits) {
  /**
   * @throws IllegalArgumentException when the prefix is longer than the address
   */
  public Network {
    int bits = base.getAddress().length * 8;
    if (prefixBits < 0 || prefixBits > bits) {
      throw new IllegalArgumentException("a network prefix is 0 to " + bits + " bits");
    }
  }

  /**
   * Reads CIDR notation; an address alone is a block of one. Names are never looked up.
   *
   * @throws IllegalArgumentException when the text is neither
   */
  public static Network parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    try {
      InetAddress base = InetAddress.ofLiteral(address);
      int prefix =
          slash < 0 ? base.getAddress().length * 8 : Integer.parseInt(text.substring(slash + 1));
      return new Network(base, prefix);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "expects a network such as 10.0.0.0/8 or fd00::/8, not " + text, e);
    }
  }

  /** In CIDR notation, as {@link #parse} reads it. */
  public String text() {
    return base.getHostAddress() + "/" + prefixBits;
  }

  /** Whether every address of the other block lies in this one. */
  public boolean contains(Network other) {
    return other.prefixBits >= prefixBits && contains(other.base);
  }

  /** Whether the address lies in the block; never for an address of the other family. */
  public boolean contains(InetAddress address) {
    byte[] mine = base.getAddress();
    byte[] theirs = address.getAddress();
    if (mine.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < prefixBits; bit += 8) {
      int unused = Math.max(0, bit + 8 - prefixBits);
      if ((mine[bit / 8] & 0xff) >>> unused != (theirs[bit / 8] & 0xff) >>> unused) {
        return false;
      }
    }
    return true;
  }
}
