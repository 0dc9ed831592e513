package io.herald.execution.collect;

import java.util.HashMap;
import java.util.Map;

/**
 * Other names under which callers know an organization (API-40): a company may use one in place of
 * {@code <ORG>} and, behind {@code mc}, in place of {@code mc<org>}. An alias opens nothing: who
 * may act for the organization is decided by the credentials.
 *
 * @param organizations by alias
 */
public record OrganizationAliases(Map<String, String> organizations) {
  public OrganizationAliases {
    organizations = Map.copyOf(organizations);
  }

  /**
   * Reads {@code alias=organization} pairs with commas between; empty text is none.
   *
   * @throws IllegalArgumentException when a pair is not one, or an alias occurs twice
   */
  static OrganizationAliases parse(String text) {
    Map<String, String> organizations = new HashMap<>();
    for (String pair : text.isBlank() ? new String[0] : text.split(",", -1)) {
      String[] sides = pair.strip().split("=", -1);
      if (sides.length != 2 || sides[0].isBlank() || sides[1].isBlank()) {
        throw new IllegalArgumentException(
            "expects pairs such as geometrixx-prod=geometrixx with commas between");
      }
      if (organizations.put(sides[0].strip(), sides[1].strip()) != null) {
        throw new IllegalArgumentException("names an alias twice");
      }
    }
    return new OrganizationAliases(organizations);
  }

  /** Whether this is the organization's name or one of its aliases. */
  public boolean mean(String name, String organization) {
    return name.equals(organization) || organization.equals(organizations.get(name));
  }
}
