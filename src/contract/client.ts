/** What a program that speaks to the API sends and is answered, for the command line and the web app. Types alone. */
import type { BodyFor, Endpoint, ParamsFor, QueryFor, ResponseOf } from "./endpoint.ts";
import type { EndpointName, endpoints } from "./index.ts";

export type { EndpointName } from "./index.ts";

export type EndpointOf<Name extends EndpointName> = (typeof endpoints)[Name];
export type Answer<Name extends EndpointName> = ResponseOf<EndpointOf<Name>>;

/** A part of a request: left out where the endpoint takes none, optional where all of it is. */
type Part<Key extends string, Value> = [Value] extends [undefined]
  ? { [K in Key]?: undefined }
  : undefined extends Value
    ? { [K in Key]?: Value }
    : { [K in Key]: Value };

export type RequestOf<E extends Endpoint> = Part<"params", ParamsFor<E>> &
  Part<"query", QueryFor<E> | undefined> &
  Part<"body", BodyFor<E>>;

/** The request itself may be left out where every part of it may. */
export type Arguments<E extends Endpoint> =
  {} extends RequestOf<E> ? [request?: RequestOf<E>] : [request: RequestOf<E>];
