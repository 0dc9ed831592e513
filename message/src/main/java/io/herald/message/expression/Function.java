package io.herald.message.expression;

import static io.herald.message.expression.FunctionGroup.AGGREGATES;
import static io.herald.message.expression.FunctionGroup.CHOICES;
import static io.herald.message.expression.FunctionGroup.CONVERSIONS;
import static io.herald.message.expression.FunctionGroup.DATES;
import static io.herald.message.expression.FunctionGroup.NUMBERS;
import static io.herald.message.expression.FunctionGroup.SECRETS;
import static io.herald.message.expression.FunctionGroup.TEXTS;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The functions of the language (TPL-45): name and types, what each does, and an example with its
 * result. The reader checks calls against this table, the guide's page is made from it, and every
 * example is a test. Names are matched in any letter case.
 *
 * <p>Days, months and years are those of the time zone handed to whoever computes, never the
 * server's. The examples are computed on 2026-01-31 at 10:00 in UTC, with {@code @email} {@code
 * ada@example.com}, {@code @amount} 120, {@code @city} empty, and three {@code items} with {@code
 * price} 10, 20 and 20.
 */
public enum Function {
  IIF(
      CHOICES,
      "Iif(condition, then: any, otherwise: any): any",
      "one value if the condition is true, the other one if not, or if nobody knows",
      "Iif(@amount > 100, 'big', 'small')",
      "big"),
  CASE(
      CHOICES,
      "Case(When(condition, value), ..., [Else(value)]): any",
      "the value behind the first condition that is true; else that of Else, or nothing",
      "Case(When(@amount > 500, 'gold'), When(@amount > 100, 'silver'), Else('none'))",
      "silver"),
  DECODE(
      CHOICES,
      "Decode(value: any, key: any, result: any, ..., [otherwise: any]): any",
      "the result behind the first key that equals the value; else the last one, or nothing",
      "Decode(Day(GetDate()), 1, 'first', 31, 'last', 'other')",
      "last"),
  COALESCE(
      CHOICES,
      "Coalesce(value: any, other: any, ...): any",
      "the first value that is there; an empty text is not",
      "Coalesce(@city, 'unknown')",
      "unknown"),
  NO_NULL(
      CHOICES,
      "NoNull(value: text|number): any",
      "the value, or 0 or an empty text if it is not there",
      "NoNull(@discount) + 1",
      "1"),
  IS_EMPTY_STRING(
      CHOICES,
      "IsEmptyString(text): condition",
      "whether the text is empty or not there",
      "IsEmptyString(@city)",
      "true"),
  STARTS_WITH(
      TEXTS,
      "StartsWith(text, start: text): condition",
      "whether the text starts so; also written @a starts with 'x'",
      "StartsWith(@email, 'ada')",
      "true"),
  CONTAINS(
      TEXTS,
      "Contains(text, part: text): condition",
      "whether the part is in the text; also written @a contains 'x'",
      "Contains(@email, 'example')",
      "true"),
  UPPER(TEXTS, "Upper(text): text", "in capitals", "Upper('Ada')", "ADA"),
  LOWER(TEXTS, "Lower(text): text", "in small letters", "Lower('Ada')", "ada"),
  SMART(
      TEXTS,
      "Smart(text): text",
      "every word with a capital first, and small letters",
      "Smart('aDA lovelace')",
      "Ada Lovelace"),
  LEFT(TEXTS, "Left(text, count: number): text", "its first characters", "Left('Ada', 2)", "Ad"),
  RIGHT(TEXTS, "Right(text, count: number): text", "its last characters", "Right('Ada', 2)", "da"),
  SUBSTRING(
      TEXTS,
      "Substring(text, from: number, [count: number]): text",
      "its characters from a place on, the first one being 1: so many, or all",
      "Substring('Lovelace', 5, 3)",
      "lac"),
  LENGTH(TEXTS, "Length(text): number", "how many characters it has", "Length('Ada')", "3"),
  REPLACE(
      TEXTS,
      "Replace(text, search: text, by: text): text",
      "the text with every occurrence replaced",
      "Replace('a-b-c', '-', '+')",
      "a+b+c"),
  LPAD(
      TEXTS,
      "LPad(text, length: number, [fill: text]): text",
      "filled up on the left, with blanks unless said; a longer one is cut at its end",
      "LPad('7', 3, '0')",
      "007"),
  RPAD(
      TEXTS,
      "RPad(text, length: number, [fill: text]): text",
      "filled up on the right, with blanks unless said; a longer one is cut at its end",
      "RPad('7', 3, '.')",
      "7.."),
  LTRIM(TEXTS, "Ltrim(text): text", "without blanks in front", "Ltrim('  Ada') + '!'", "Ada!"),
  RTRIM(TEXTS, "Rtrim(text): text", "without blanks at the end", "Rtrim('Ada  ') + '!'", "Ada!"),
  JUXT_WORDS(
      TEXTS,
      "JuxtWords(text, other: text, ...): text",
      "those that are not empty, a blank between them",
      "JuxtWords('Ada', @city, 'Lovelace')",
      "Ada Lovelace"),
  CHARINDEX(
      TEXTS,
      "Charindex(text, part: text): number",
      "where the part begins, the first character being 1; 0 if it is nowhere",
      "Charindex(@email, '@')",
      "4"),
  GET_EMAIL_DOMAIN(
      TEXTS,
      "GetEmailDomain(address: text): text",
      "what is behind the last @, in small letters; empty without one",
      "GetEmailDomain(@email)",
      "example.com"),
  TO_STRING(
      CONVERSIONS,
      "ToString(value: any): text",
      "as text: numbers in their shortest form, dates in UTC",
      "ToString(@created)",
      "2026-01-20 08:30:00.000Z"),
  TO_INTEGER(
      CONVERSIONS,
      "ToInteger(value: text|number): number",
      "the whole number that is left without the digits behind the point",
      "ToInteger('12.9')",
      "12"),
  TO_DOUBLE(
      CONVERSIONS,
      "ToDouble(value: text|number): number",
      "the number that is written there",
      "ToDouble('12.90')",
      "12.9"),
  TO_DATE(
      CONVERSIONS,
      "ToDate(value: text|date): date",
      "the first moment of the day",
      "ToDate('2026-01-31T09:30:00Z')",
      "2026-01-31T00:00:00Z"),
  TO_DATE_TIME(
      CONVERSIONS,
      "ToDateTime(text): date",
      "the date and time written in ISO 8601",
      "ToDateTime('2026-01-31T09:30:00Z')",
      "2026-01-31T09:30:00Z"),
  GET_DATE(DATES, "GetDate(): date", "now", "GetDate()", "2026-01-31T10:00:00Z"),
  DATE_ONLY(
      DATES,
      "DateOnly(date): date",
      "the first moment of its day",
      "DateOnly(GetDate())",
      "2026-01-31T00:00:00Z"),
  ADD_SECONDS("Add", "Seconds", "seconds later", "2026-01-31T10:00:01Z"),
  ADD_MINUTES("Add", "Minutes", "minutes later", "2026-01-31T10:01:00Z"),
  ADD_HOURS("Add", "Hours", "hours later", "2026-01-31T11:00:00Z"),
  ADD_DAYS("Add", "Days", "days later", "2026-02-01T10:00:00Z"),
  ADD_MONTHS("Add", "Months", "months later; the 31st becomes the last", "2026-02-28T10:00:00Z"),
  ADD_YEARS("Add", "Years", "years later", "2027-01-31T10:00:00Z"),
  SUB_SECONDS("Sub", "Seconds", "seconds earlier", "2026-01-31T09:59:59Z"),
  SUB_MINUTES("Sub", "Minutes", "minutes earlier", "2026-01-31T09:59:00Z"),
  SUB_HOURS("Sub", "Hours", "hours earlier", "2026-01-31T09:00:00Z"),
  SUB_DAYS("Sub", "Days", "days earlier", "2026-01-30T10:00:00Z"),
  SUB_MONTHS("Sub", "Months", "months earlier", "2025-12-31T10:00:00Z"),
  SUB_YEARS("Sub", "Years", "years earlier", "2025-01-31T10:00:00Z"),
  DAYS_AGO(
      DATES,
      "DaysAgo(days: number): date",
      "so many days before now",
      "DaysAgo(2)",
      "2026-01-29T10:00:00Z"),
  DAYS_DIFF(
      DATES,
      "DaysDiff(end: date, start: date): number",
      "how many days of the calendar lie between; negative if the end is the earlier one",
      "DaysDiff('2026-02-02', '2026-01-31T23:00:00Z')",
      "2"),
  HOURS_DIFF(
      DATES,
      "HoursDiff(end: date, start: date): number",
      "how many whole hours lie between; negative if the end is the earlier one",
      "HoursDiff('2026-01-31T10:59:00Z', '2026-01-31T08:00:00Z')",
      "2"),
  DAYS_OLD(
      DATES,
      "DaysOld(date): number",
      "how many days of the calendar ago that was",
      "DaysOld('2026-01-30T23:00:00Z')",
      "1"),
  YEAR(DATES, "Year(date): number", "its year", "Year(GetDate())", "2026"),
  MONTH(DATES, "Month(date): number", "its month, 1 to 12", "Month(GetDate())", "1"),
  DAY(DATES, "Day(date): number", "its day of the month, 1 to 31", "Day(GetDate())", "31"),
  WEEK_DAY(
      DATES,
      "WeekDay(date): number",
      "its day of the week, from 1 for Monday to 7 for Sunday",
      "WeekDay(GetDate())",
      "6"),
  HOUR(DATES, "Hour(date): number", "its hour, 0 to 23", "Hour(GetDate())", "10"),
  TRUNC_DATE(
      DATES,
      "TruncDate(date, [seconds: number]): date",
      "back to a multiple of so many seconds since its day began; without: to that beginning",
      "TruncDate('2026-01-31T10:07:31Z', 300)",
      "2026-01-31T10:05:00Z"),
  TRUNC_WEEK(
      DATES,
      "TruncWeek(date): date",
      "the first moment of its week's Monday",
      "TruncWeek(GetDate())",
      "2026-01-26T00:00:00Z"),
  TRUNC_YEAR(
      DATES,
      "TruncYear(date): date",
      "the first moment of its year",
      "TruncYear(GetDate())",
      "2026-01-01T00:00:00Z"),
  ROUND(
      NUMBERS,
      "Round(number, [decimals: number]): number",
      "rounded to so many digits behind the point, or to a whole number; a half goes away from 0",
      "Round(2.345, 2)",
      "2.35"),
  FLOOR(NUMBERS, "Floor(number): number", "the whole number below", "Floor(-1.5)", "-2"),
  CEIL(NUMBERS, "Ceil(number): number", "the whole number above", "Ceil(-1.5)", "-1"),
  ABS(NUMBERS, "Abs(number): number", "without its sign", "Abs(-1.5)", "1.5"),
  MOD(
      NUMBERS,
      "Mod(number, divisor: number): number",
      "what is left after dividing; it has the sign of the first one",
      "Mod(-7, 3)",
      "-1"),
  PERCENT(
      NUMBERS,
      "Percent(part: number, whole: number): number",
      "how many percent the part is of the whole",
      "Percent(30, @amount)",
      "25"),
  RANDOM(
      NUMBERS,
      "Random(): number",
      "some number from 0 to below 1, each time another",
      "Random() < 1",
      "true"),
  GREATEST(
      NUMBERS,
      "Greatest(value: any, other: any, ...): any",
      "the greatest of those that are there",
      "Greatest(3, @amount, 7)",
      "120"),
  LEAST(
      NUMBERS,
      "Least(value: any, other: any, ...): any",
      "the least of those that are there",
      "Least(3, @amount, 7)",
      "3"),
  MD5_DIGEST(
      SECRETS,
      "Md5Digest(text): text",
      "its MD5 digest, to match lists of others; no protection",
      "Md5Digest('Ada')",
      "1a382809b7c03f686e12dd15677c5497"),
  SHA256_DIGEST(
      SECRETS,
      "Sha256Digest(text): text",
      "the SHA-256 digest of its UTF-8 bytes, in hexadecimal digits",
      "Left(Sha256Digest('abc'), 8)",
      "ba7816bf"),
  SHA512_DIGEST(
      SECRETS,
      "Sha512Digest(text): text",
      "the SHA-512 digest of its UTF-8 bytes, in hexadecimal digits",
      "Left(Sha512Digest('abc'), 8)",
      "ddaf35a1"),
  NEW_UUID(
      SECRETS,
      "newUUID(): text",
      "a new identifier nobody can guess, each time another",
      "Length(newUUID())",
      "36"),
  AES_ENCRYPT(
      SECRETS,
      "AesEncrypt(text): text",
      "enciphered with the key of this place: AES-CBC, in Base64, the first 16 bytes random",
      "Length(AesEncrypt('4711'))",
      "44"),
  AES_DECRYPT(
      SECRETS,
      "AesDecrypt(text): text",
      "deciphered with the key of this place",
      "AesDecrypt(AesEncrypt('4711'))",
      "4711"),
  COUNT(
      AGGREGATES,
      "Count(value: any): number",
      "of how many it is there and not empty",
      "Count([items/@price])",
      "3"),
  COUNT_DISTINCT(
      AGGREGATES,
      "Countdistinct(value: any): number",
      "how many different ones there are",
      "Countdistinct([items/@price])",
      "2"),
  SUM(
      AGGREGATES,
      "Sum(number): number",
      "the sum of all that are there; nothing if none is",
      "Sum([items/@price])",
      "50"),
  AVG(
      AGGREGATES,
      "Avg(number): number",
      "the mean of all that are there; nothing if none is",
      "Round(Avg([items/@price]), 2)",
      "16.67"),
  MIN(AGGREGATES, "Min(value: any): any", "the least one", "Min([items/@price])", "10"),
  MAX(AGGREGATES, "Max(value: any): any", "the greatest one", "Max([items/@price])", "20");

  private static final Map<String, Function> BY_NAME =
      Arrays.stream(values())
          .collect(Collectors.toMap(f -> f.label().toLowerCase(Locale.ROOT), f -> f));

  private final FunctionGroup group;
  private final Signature signature;
  private final String purpose;
  private final String example;
  private final String result;

  Function(FunctionGroup group, String signature, String purpose, String example, String result) {
    this.group = group;
    this.signature = Signature.of(signature);
    this.purpose = purpose;
    this.example = example;
    this.result = result;
  }

  /** The twelve that move a date differ in direction and unit only. */
  Function(String direction, String unit, String purpose, String result) {
    this(
        DATES,
        "%s%s(date, count: number): date".formatted(direction, unit),
        "so many " + purpose,
        "%s%s(GetDate(), 1)".formatted(direction, unit),
        result);
  }

  /** Its name as documented. */
  public String label() {
    return signature.name();
  }

  /** Under which heading it is documented. */
  public FunctionGroup group() {
    return group;
  }

  /** Its name and types as documented, for example {@code Upper(text): text}. */
  public String written() {
    return signature.written();
  }

  /** What it gives, in a few words. */
  public String purpose() {
    return purpose;
  }

  /** A use of it; computes to {@link #result}. */
  public String example() {
    return example;
  }

  /** What the example comes to. */
  public String result() {
    return result;
  }

  Signature signature() {
    return signature;
  }

  boolean isAggregate() {
    return group == AGGREGATES;
  }

  /** The function of this name, in any letter case. */
  static Optional<Function> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
  }

  /** The names of those that are meant, for messages and for reference pages. */
  public static List<String> names(Predicate<Function> meant) {
    return Arrays.stream(values()).filter(meant).map(Function::label).toList();
  }
}
