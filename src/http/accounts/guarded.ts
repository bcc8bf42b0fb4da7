/** The limits at the doors of accounts, and what somebody who shows a password is told. */
import type { FastifyReply, FastifyRequest } from "fastify";
import { Refusal, type RefusalCode } from "#domain/errors.ts";
import { accountIdOf, hasSessionFrom } from "#store/accounts/sign-ins.ts";
import type { Database } from "#store/db.ts";
import { addressOf } from "../host-check.ts";
import { noteSecurityEvent } from "../security-events.ts";
import { ACCOUNT_RULE, ADDRESS_RULE, countAttempts, tooManyAttempts } from "./attempts.ts";

export class WrongPassword extends Refusal {
  constructor(code: RefusalCode, message: string, field?: string) {
    super(code, message, field === undefined ? undefined : [{ path: field, message }]);
  }
}

export interface Guard {
  /** Counts an attempt of one address at one door. @throws Refusal `too_many_requests` */
  address(door: string, request: FastifyRequest, reply: FastifyReply): void;
  /** Counts an attempt with one secret that is no password, such as an invitation. @throws Refusal `too_many_requests` */
  secret(door: string, secret: string, reply: FastifyReply): void;
  /**
   * Carries out a request that shows an account's password. Wrong ones (`WrongPassword`) are counted for the account from
   * all addresses together, but for those where it is signed in: somebody who guesses locks nobody out of where they work.
   */
  password<T>(email: string, request: FastifyRequest, reply: FastifyReply, asked: () => Promise<T>): Promise<T>;
}

export function guardDoors(sql: Database["sql"]): Guard {
  const attempts = countAttempts();
  return {
    address(door, request, reply) {
      const wait = attempts.take(ADDRESS_RULE, door, addressOf(request));
      if (wait > 0) throw waitFor(reply, "address", wait);
    },
    secret(door, secret, reply) {
      const wait = attempts.take(ACCOUNT_RULE, door, secret);
      if (wait > 0) throw waitFor(reply, "account", wait);
    },
    async password(email, request, reply, asked) {
      const account = email.toLowerCase();
      const wait = attempts.take(ACCOUNT_RULE, "account", account);
      if (wait > 0 && !(await hasSessionFrom(sql, account, addressOf(request)))) throw waitFor(reply, "account", wait);
      let isWrong = false;
      try {
        return await asked();
      } catch (error) {
        isWrong = error instanceof WrongPassword;
        if (isWrong) {
          noteSecurityEvent(request, "sign_in_failed", { accountId: (await accountIdOf(sql, account)) ?? null });
        }
        throw error;
      } finally {
        if (wait === 0 && !isWrong) attempts.giveBack("account", account);
      }
    },
  };
}

function waitFor(reply: FastifyReply, at: "address" | "account", seconds: number): Refusal {
  void reply.header("retry-after", String(seconds));
  return tooManyAttempts(at, seconds);
}
