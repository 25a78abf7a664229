// Signed tokens and the headers that bring them.
import fc from "fast-check";
import { expect, it } from "vitest";
import { ownCookies, sessionCookie, signedTokenOf, signToken, verifySignedToken } from "./session-token.ts";

const SECRET = "one secret";

it("[ACT8] only what this server signed is a token, through the cookie and back; whatever comes, nothing throws", () => {
  const token = fc.string({ unit: fc.constantFrom(..."abcXYZ0189-_"), minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(token, fc.boolean(), (text, isHttps) => {
      const signed = signToken(text, SECRET);
      const cookie = `other=1; ${sessionCookie(signed, isHttps, 60).split(";", 1)[0] ?? ""}; last=2`;
      expect(signedTokenOf({ cookie })).toBe(signed);
      expect(signedTokenOf({ authorization: `Bearer ${signed}` })).toBe(signed);
      expect(verifySignedToken(signed, SECRET)).toBe(text);
      expect(verifySignedToken(signed, "another")).toBeNull();
    }),
  );
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string(), (cookie, authorization) => {
      for (const headers of [{ cookie }, { authorization }, { cookie: `solewise.session_token=${cookie}` }])
        expect(verifySignedToken(signedTokenOf(headers) ?? "", SECRET)).toBeNull();
    }),
  );
});

it("[ACT8] one character changed anywhere makes it nobody's", () => {
  const signed = signToken("abcdefgh", SECRET);
  for (let index = 0; index < signed.length; index++) {
    const changed = `${signed.slice(0, index)}${signed[index] === "x" ? "y" : "x"}${signed.slice(index + 1)}`;
    expect([index, verifySignedToken(changed, SECRET)]).toEqual([index, null]);
  }
});

it("[ACT8] a header that says Authorization is not completed by a cookie, and the cookie of HTTPS goes first", () => {
  const cookie = "solewise.session_token=plain.a; __Secure-solewise.session_token=secure.b";
  expect(signedTokenOf({ cookie })).toBe("secure.b");
  expect(signedTokenOf({ cookie, authorization: "Basic x" })).toBeNull();
  expect(ownCookies(`a=1; ${cookie}; solewise=2; solewise.other=3`)).toBe(`${cookie}; solewise.other=3`);
});
