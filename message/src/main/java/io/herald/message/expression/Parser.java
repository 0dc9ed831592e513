package io.herald.message.expression;

import io.herald.message.expression.Expression.Operation;
import io.herald.message.expression.Expression.Relation;
import io.herald.message.expression.Token.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Recursive descent over this grammar; keywords in any letter case:
 *
 * <pre>
 *   condition   = conjunction { OR conjunction }
 *   conjunction = negation { AND negation | EXCEPT negation }
 *   negation    = NOT negation | comparison
 *   comparison  = sum [ relation sum | IS [NOT] ( NULL | EMPTY )
 *                     | [NOT] ( LIKE sum | IN "(" sum { "," sum } ")" | CONTAINS sum | STARTS WITH sum ) ]
 *   sum         = product { ("+" | "-") product }
 *   product     = factor { "*" factor }
 *   factor      = "-" factor | literal | constant | field | function | choice | "(" condition ")"
 *   choice      = CASE "(" WHEN "(" condition "," condition ")" { "," ... } [ "," ELSE "(" condition ")" ] ")"
 * </pre>
 *
 * {@code a EXCEPT b} is {@code a AND NOT b}; what a choice holds lies flat in its arguments.
 *
 * <p>For one thread, once.
 */
final class Parser {
  private static final Set<String> KEYWORDS =
      Set.of("and", "or", "not", "like", "in", "is", "null");

  private final Scanner scanner;
  private final Predicate<Function> available;
  private Token token;
  private int depth;
  private int values;

  /**
   * @param available which functions may be used
   */
  Parser(String text, Predicate<Function> available) {
    if (text.length() > ExpressionReader.MAX_LENGTH) {
      throw new Complaint(
          ExpressionReader.MAX_LENGTH + 1,
          "an expression has at most " + ExpressionReader.MAX_LENGTH + " characters");
    }
    this.available = available;
    this.scanner = new Scanner(text);
    this.token = scanner.next();
  }

  Expression parse() {
    if (token.kind() == Kind.END) {
      throw new Complaint(token.column(), "the expression is empty");
    }
    Expression whole = condition();
    if (token.kind() != Kind.END) {
      throw new Complaint(token.column(), "expected the end, or AND, OR, EXCEPT or an operator");
    }
    return whole;
  }

  private Expression condition() {
    deeper();
    Expression first = conjunction();
    if (token.isWord("or")) {
      List<Expression> conditions = new ArrayList<>(List.of(first));
      while (take("or")) {
        conditions.add(conjunction());
      }
      first = new Expression.Any(conditions, first.column());
    }
    depth--;
    return first;
  }

  private Expression conjunction() {
    Expression first = negation();
    List<Expression> conditions = new ArrayList<>(List.of(first));
    while (token.isWord("and") || token.isWord("except")) {
      Token by = token;
      advance();
      Expression next = negation();
      conditions.add(by.isWord("and") ? next : new Expression.Not(next, by.column()));
    }
    return conditions.size() == 1 ? first : new Expression.All(conditions, first.column());
  }

  private Expression negation() {
    int column = token.column();
    if (!take("not")) {
      return comparison();
    }
    deeper();
    Expression negated = new Expression.Not(negation(), column);
    depth--;
    return negated;
  }

  private Expression comparison() {
    Expression left = sum();
    int column = left.column();
    Optional<Relation> relation = relation();
    if (relation.isPresent()) {
      advance();
      return new Expression.Comparison(relation.get(), left, sum(), column);
    }
    if (take("is")) {
      boolean negated = take("not");
      if (!take("null") && !take("empty")) {
        throw new Complaint(token.column(), "expected NULL, EMPTY or NOT after IS");
      }
      return new Expression.IsNull(left, negated, column);
    }
    boolean negated = take("not");
    if (take("like")) {
      return new Expression.Like(left, sum(), negated, column);
    }
    if (take("in")) {
      return new Expression.In(left, list(), negated, column);
    }
    if (token.isWord("contains") || token.isWord("starts")) {
      return search(left, negated);
    }
    if (negated) {
      throw new Complaint(token.column(), "expected LIKE, IN, CONTAINS or STARTS WITH after NOT");
    }
    return left;
  }

  private Expression search(Expression left, boolean negated) {
    Token word = token;
    advance();
    if (word.isWord("starts")) {
      expectWord("with");
    }
    Function function = word.isWord("starts") ? Function.STARTS_WITH : Function.CONTAINS;
    mustBeAvailable(function, word);
    Expression found = new Expression.Call(function, List.of(left, sum()), left.column());
    return negated ? new Expression.Not(found, left.column()) : found;
  }

  private List<Expression> list() {
    expectSign("(");
    List<Expression> list = new ArrayList<>();
    do {
      list.add(sum());
    } while (takeSign(","));
    expectSign(")");
    return list;
  }

  private Expression sum() {
    Expression left = product();
    while (token.is("+") || token.is("-")) {
      Operation operation = token.is("+") ? Operation.PLUS : Operation.MINUS;
      advance();
      left = new Expression.Arithmetic(operation, left, product(), left.column());
    }
    return left;
  }

  private Expression product() {
    Expression left = factor();
    while (takeSign("*")) {
      left = new Expression.Arithmetic(Operation.TIMES, left, factor(), left.column());
    }
    return left;
  }

  private Expression factor() {
    Token first = token;
    if (++values > ExpressionReader.MAX_VALUES) {
      throw new Complaint(
          first.column(), "has more than " + ExpressionReader.MAX_VALUES + " values and fields");
    }
    switch (first.kind()) {
      case TEXT -> {
        advance();
        return new Expression.Text(first.text(), first.column());
      }
      case NUMBER -> {
        advance();
        return new Expression.Numeral(new BigDecimal(first.text()), first.column());
      }
      case MOMENT -> {
        advance();
        // a text that Typing turns into a moment, or complains about
        return new Expression.Call(
            Function.TO_DATE_TIME,
            List.of(new Expression.Text(first.text(), first.column())),
            first.column());
      }
      case CONSTANT -> {
        advance();
        return new Expression.Constant(first.text(), first.column());
      }
      case PATH -> {
        advance();
        return field(first);
      }
      case NAME -> {
        return named(first);
      }
      case SIGN -> {
        return signed(first);
      }
      case END -> throw new Complaint(first.column(), "expected a value, a field or a function");
    }
    throw new AssertionError(first.kind());
  }

  private Expression signed(Token first) {
    if (takeSign("-")) {
      deeper();
      Expression negative = new Expression.Negative(factor(), first.column());
      depth--;
      return negative;
    }
    if (takeSign("(")) {
      Expression inner = condition();
      expectSign(")");
      return inner;
    }
    throw new Complaint(first.column(), "expected a value, a field or a function");
  }

  private Expression named(Token name) {
    if (KEYWORDS.contains(name.text().toLowerCase(Locale.ROOT))) {
      throw new Complaint(name.column(), "expected a value, a field or a function");
    }
    advance();
    if (!takeSign("(")) {
      return new Expression.Field(List.of(), name.text(), false, name.column());
    }
    Function function = function(name);
    deeper();
    List<Expression> arguments = new ArrayList<>();
    if (function == Function.CASE) {
      branches(arguments);
    } else if (!token.is(")")) {
      do {
        arguments.add(condition());
      } while (takeSign(","));
    }
    expectSign(")");
    depth--;
    return new Expression.Call(function, arguments, name.column());
  }

  private Function function(Token name) {
    if (name.isWord("when") || name.isWord("else")) {
      throw new Complaint(name.column(), "stands only in Case(When(condition, value), ...)");
    }
    Optional<Function> function = Function.named(name.text());
    if (function.isEmpty()) {
      List<String> names = Function.names(available);
      String help =
          Nearest.to(name.text(), names)
              .map(near -> "did you mean " + near + "?")
              .orElse("known: " + String.join(", ", names));
      throw new Complaint(name.column(), "function '" + name.text() + "' is not known; " + help);
    }
    mustBeAvailable(function.get(), name);
    return function.get();
  }

  private void mustBeAvailable(Function function, Token name) {
    if (!available.test(function)) {
      throw new Complaint(
          name.column(),
          "function '"
              + function.label()
              + "' cannot be used here; those that can are "
              + String.join(", ", Function.names(available)));
    }
  }

  /** Each condition, then its value; the value of Else, if any, at the end. */
  private void branches(List<Expression> arguments) {
    do {
      boolean otherwise = !arguments.isEmpty() && token.isWord("else");
      if (!otherwise && !token.isWord("when")) {
        throw new Complaint(token.column(), "expected When(condition, value) or Else(value)");
      }
      advance();
      expectSign("(");
      arguments.add(condition());
      if (!otherwise) {
        expectSign(",");
        arguments.add(condition());
      }
      expectSign(")");
      if (otherwise) {
        return;
      }
    } while (takeSign(","));
  }

  /** {@code /a/b/@c}: every step a name, only the last an attribute. */
  private static Expression.Field field(Token path) {
    String text = path.text().startsWith("/") ? path.text().substring(1) : path.text();
    String[] steps = text.split("/", -1);
    for (int i = 0; i < steps.length; i++) {
      boolean last = i == steps.length - 1;
      String name = last && steps[i].startsWith("@") ? steps[i].substring(1) : steps[i];
      if (!isFieldName(name)) {
        throw new Complaint(
            path.column(), "is no field; expected one such as @name or [link/@name]");
      }
    }
    String end = steps[steps.length - 1];
    boolean attribute = end.startsWith("@");
    return new Expression.Field(
        List.of(steps).subList(0, steps.length - 1),
        attribute ? end.substring(1) : end,
        attribute,
        path.column());
  }

  private static boolean isFieldName(String name) {
    if (name.isEmpty() || !Scanner.isNameStart(name.charAt(0))) {
      return false;
    }
    return name.chars().allMatch(c -> Scanner.isNamePart((char) c) || c == '-');
  }

  private Optional<Relation> relation() {
    if (token.kind() == Kind.SIGN) {
      for (Relation relation : Relation.values()) {
        if (token.text().equals(relation.sign())) {
          return Optional.of(relation);
        }
      }
    }
    return Optional.empty();
  }

  private void deeper() {
    if (++depth > ExpressionReader.MAX_DEPTH) {
      throw new Complaint(
          token.column(), "is nested more than " + ExpressionReader.MAX_DEPTH + " deep");
    }
  }

  private void advance() {
    token = scanner.next();
  }

  private boolean take(String keyword) {
    boolean there = token.isWord(keyword);
    if (there) {
      advance();
    }
    return there;
  }

  private boolean takeSign(String sign) {
    boolean there = token.is(sign);
    if (there) {
      advance();
    }
    return there;
  }

  private void expectWord(String keyword) {
    if (!take(keyword)) {
      throw new Complaint(token.column(), "expected " + keyword.toUpperCase(Locale.ROOT));
    }
  }

  private void expectSign(String sign) {
    if (!takeSign(sign)) {
      throw new Complaint(token.column(), "expected " + sign);
    }
  }
}
