import type * as z from "zod/mini";
import type { ErrorCode } from "../../shared/error-body.ts";
import type { Person } from "../people/sessions.ts";
import type { Answer } from "./answer.ts";
import type { HttpRequest } from "./request.ts";
import type { Tag } from "./tags.ts";

/**
 * Who is answered: anybody; who has a valid token; who has a valid token and signed in with an address. The others get
 * UNAUTHORIZED or FORBIDDEN before anything of the request is read.
 */
export type Access = "public" | "personal" | "signed-in";

/** Input of a route by name. Names that it lacks are refused: a misspelt filter must not be ignored. */
export type ObjectSchema = ReturnType<typeof z.strictObject>;

/** Schema of the body by status of success; null where the answer has no body. */
export type Answers = Readonly<Record<number, z.core.$ZodType | null>>;

type ReadonlyDeep<T> = T extends readonly (infer E)[]
  ? readonly ReadonlyDeep<E>[]
  : T extends object
    ? { readonly [K in keyof T]: ReadonlyDeep<T[K]> }
    : T;

/** Body of an answer that has this schema, as a route makes it. */
export type BodyOf<S extends z.core.$ZodType> = ReadonlyDeep<z.output<S>>;

type Headers = Readonly<Record<string, string>>;

/** What a route may answer. Errors are thrown as ApiError. */
type AnswerOf<S extends Answers> = {
  readonly [K in keyof S & number]: S[K] extends z.core.$ZodType
    ? { readonly status: K; readonly body: BodyOf<S[K]>; readonly headers?: Headers }
    : { readonly status: K; readonly body?: undefined; readonly headers?: Headers };
}[keyof S & number];

type Input<S extends ObjectSchema | undefined> = S extends ObjectSchema ? z.output<S> : undefined;

/** A request as a route gets it: what it declares a schema for is there, parsed; anything else is undefined. */
export interface Call<P, Q, B> {
  readonly parameters: P;
  readonly query: Q;
  readonly body: B;
  readonly request: HttpRequest;
  /** Until Lambda ends the invocation. */
  remainingMilliseconds(): number;
}

interface RouteBase {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** With parameters in braces, each a whole segment. */
  readonly path: string;
  /** Unique verb and noun such as `listArticles`: what generated clients call it. */
  readonly name: string;
  readonly tag: Tag;
  /** One sentence. */
  readonly summary: string;
  /** What a caller has to know beside it; absent: nothing. */
  readonly description?: string;
  readonly access: Access;
  /** Codes that the route answers with beside those that follow from its access and its input; absent: none. */
  readonly errors?: readonly ErrorCode[];
}

interface Definition<
  A extends Access,
  S extends Answers,
  P extends ObjectSchema | undefined,
  Q extends ObjectSchema | undefined,
  B extends ObjectSchema | undefined,
> extends RouteBase {
  readonly access: A;
  /** One schema per parameter of the path; absent: it has none. */
  readonly parameters?: P;
  /** Absent: the query is ignored. */
  readonly query?: Q;
  /** A JSON object, at most 64 KB; none counts as an empty one. Absent: the body is ignored. */
  readonly body?: B;
  readonly answers: S;
  answer(
    call: Call<Input<P>, Input<Q>, Input<B>>,
    person: A extends "public" ? undefined : Person,
  ): Promise<AnswerOf<S>>;
}

/** One answer of the API as plain data: what it takes, who may ask, what comes back. */
export interface Route extends RouteBase {
  readonly parameters?: ObjectSchema;
  readonly query?: ObjectSchema;
  readonly body?: ObjectSchema;
  readonly answers: Answers;
  answer(call: Call<unknown, unknown, unknown>, person: Person | undefined): Promise<Answer>;
}

/**
 * Declares a route. Its schemas type what `answer` gets and gives. Only who finds the route by `findRoute` and calls it
 * by `answerRoute` keeps what the types promise.
 *
 * @example
 * route({
 *   method: "GET", path: "/api/v2/configurations/{id}", name: "readConfiguration", tag: "configurations",
 *   summary: "One configuration of the person.", access: "personal",
 *   parameters: z.strictObject({ id: identifier }),
 *   answers: { 200: shownConfiguration },
 *   async answer({ parameters }, person) { return ok(shown(await readConfiguration(person, parameters.id))); },
 * })
 */
export function route<
  const A extends Access,
  const S extends Answers,
  P extends ObjectSchema | undefined = undefined,
  Q extends ObjectSchema | undefined = undefined,
  B extends ObjectSchema | undefined = undefined,
>(definition: Definition<A, S, P, Q, B>): Route {
  return definition as unknown as Route;
}
