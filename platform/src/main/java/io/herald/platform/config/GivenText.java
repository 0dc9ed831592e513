package io.herald.platform.config;

/**
 * A value as somebody gave it.
 *
 * @param key as written there
 * @param origin for messages: {@code herald.properties line 3}, {@code variable HERALD_X_Y}, {@code
 *     flag --set}
 */
record GivenText(String key, String text, String origin) {}
