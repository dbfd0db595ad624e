import { ApiError } from "./api-error.ts";
import type { HttpRequest } from "./request.ts";
import type { Route } from "./route.ts";

/** A route with what the path of a request says: `{ticker}` in its path is the parameter `ticker`. */
export interface Match {
  readonly route: Route;
  /** As the caller sent them, decoded; none of them empty. */
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * Finds the route of a request. Where several paths match, the one with the fewest parameters wins, so that
 * `/timeseries/batch` is no ticker.
 *
 * Own code, because the event handler of Powertools answers a wrong method with 404, lets a caller crash the function
 * (a GET with a body, an odd Host header: both fail outside of its error handling), and costs 20 ms of the first request.
 *
 * @throws ApiError NOT_FOUND where no path matches, METHOD_NOT_ALLOWED with the header `allow` where only paths do.
 */
export function findRoute(routes: readonly Route[], { method, path }: HttpRequest): Match {
  const matches = routes
    .flatMap((route): Match[] => {
      const parameters = matchPath(route.path, path);
      return parameters === undefined ? [] : [{ route, parameters }];
    })
    .sort((one, other) => parameterCount(one) - parameterCount(other));
  const [best] = matches;
  if (best === undefined) throw new ApiError("NOT_FOUND", "There is nothing at this path.");
  const samePath = matches.filter(({ route }) => route.path === best.route.path);
  const found = samePath.find(({ route }) => route.method === method);
  if (found !== undefined) return found;
  const allow = samePath.map(({ route }) => route.method).join(", ");
  throw new ApiError("METHOD_NOT_ALLOWED", `This path takes only ${allow}.`, { headers: { allow } });
}

function parameterCount({ parameters }: Match): number {
  return Object.keys(parameters).length;
}

function matchPath(pattern: string, path: string): Readonly<Record<string, string>> | undefined {
  const expected = pattern.split("/");
  const given = path.split("/");
  if (expected.length !== given.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, segment] of expected.entries()) {
    const value = decoded(given[index] ?? "");
    if (value === undefined) return undefined;
    const [, name] = /^\{(\w+)\}$/.exec(segment) ?? [];
    if (name === undefined ? segment !== value : value === "") return undefined;
    if (name !== undefined) parameters[name] = value;
  }
  return parameters;
}

function decoded(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
