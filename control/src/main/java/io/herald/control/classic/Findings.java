package io.herald.control.classic;

import io.herald.control.design.Deletion;
import io.herald.control.design.Saving;
import io.herald.control.http.Finding;
import io.herald.control.http.InputCheck;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Says what the rules of the configuration API found, with the names the Classic dialect has for
 * its properties. Immutable.
 */
final class Findings {
  private final Map<String, String> paths = new HashMap<>();

  /**
   * @param namesAndPaths a property, its path, another property, its path, and so on
   */
  Findings(List<String> namesAndPaths) {
    for (int i = 0; i < namesAndPaths.size(); i += 2) {
      paths.put(namesAndPaths.get(i), namesAndPaths.get(i + 1));
    }
  }

  /** Everything that is wrong, in one refusal. */
  Written refused(InputCheck check) {
    return new Written.Refused(
        check.findings().stream().map(this::line).collect(Collectors.joining(" ")));
  }

  private String line(Finding finding) {
    return paths.getOrDefault(finding.part(), finding.part()) + ": " + finding.message();
  }

  static <T> Written saved(Saving<T> saving, String action, String name) {
    return switch (saving) {
      case Saving.Done<T> _ -> Written.Done.by(action, name);
      case Saving.NameTaken<T> _, Saving.Stale<T> _, Saving.Unknown<T> _ -> changedMeanwhile(name);
    };
  }

  static Written deleted(Deletion deletion, String action, String name) {
    return switch (deletion) {
      case Deletion.Done _ -> Written.Done.by(action, name);
      case Deletion.InUse(List<String> by) ->
          new Written.Refused(name + " is in use by " + String.join(", ", by) + ".");
      case Deletion.Stale _, Deletion.Unknown _ -> changedMeanwhile(name);
    };
  }

  /** Somebody was faster than we between our look and our write. */
  static Written changedMeanwhile(String name) {
    return new Written.Refused(
        name + " was changed by somebody else at this moment; send it again.");
  }
}
