// Makes the two certificates: the home CA's and the server's. Comes in: names, times, keys, serial bytes. Goes out: DER.
// Source: RFC 5280; ECDSA P-256 with SHA-256 (RFC 5480, RFC 5758).
import { createHash, createPublicKey, type KeyObject, sign } from "node:crypto";
import * as der from "./der.ts";
import { encodeNameConstraints, generalName, type PermittedHosts } from "./name-constraints.ts";

const OID = {
  commonName: "2.5.4.3",
  organization: "2.5.4.10",
  ecdsaWithSha256: "1.2.840.10045.4.3.2",
  basicConstraints: "2.5.29.19",
  keyUsage: "2.5.29.15",
  extendedKeyUsage: "2.5.29.37",
  serverAuth: "1.3.6.1.5.5.7.3.1",
  subjectKeyIdentifier: "2.5.29.14",
  authorityKeyIdentifier: "2.5.29.35",
  subjectAlternativeName: "2.5.29.17",
  nameConstraints: "2.5.29.30",
} as const;

/** From when to when, and the serial number's random bytes (16). */
export interface Issue {
  notBefore: Date;
  notAfter: Date;
  serial: Uint8Array;
}

/** A CA that can sign. */
export interface Issuer {
  commonName: string;
  key: KeyObject;
}

function name(commonName: string): Buffer {
  const part = (oid: string, text: string): Buffer =>
    der.set(der.sequence(der.objectIdentifier(oid), der.utf8String(text)));
  return der.sequence(part(OID.organization, "Solewise"), part(OID.commonName, commonName));
}

function extension(oid: string, critical: boolean, value: Buffer): Buffer {
  const flag = critical ? [der.boolean(true)] : [];
  return der.sequence(der.objectIdentifier(oid), ...flag, der.octetString(value));
}

/** SubjectPublicKeyInfo of a private key's public half. */
function publicKeyInfo(key: KeyObject): Buffer {
  return createPublicKey(key).export({ format: "der", type: "spki" });
}

/** Key identifier: SHA-1 over the public point (RFC 5280 §4.2.1.2, method 1): the last 65 bytes for P-256. */
function keyIdentifier(key: KeyObject): Buffer {
  return createHash("sha1").update(publicKeyInfo(key).subarray(-65)).digest();
}

/** The serial: positive, at most 20 bytes, never 0. */
function serialNumber(serial: Uint8Array): Buffer {
  return der.unsignedInteger(Buffer.concat([Buffer.of(0x40), serial]));
}

function signCertificate(issuer: Issuer, subject: Issuer, issue: Issue, extensions: Buffer[]): Buffer {
  const algorithm = der.sequence(der.objectIdentifier(OID.ecdsaWithSha256));
  const body = der.sequence(
    der.explicit(0, der.unsignedInteger(Buffer.of(2))),
    serialNumber(issue.serial),
    algorithm,
    name(issuer.commonName),
    der.sequence(der.time(issue.notBefore), der.time(issue.notAfter)),
    name(subject.commonName),
    publicKeyInfo(subject.key),
    der.explicit(3, der.sequence(...extensions)),
  );
  const signature = sign("sha256", body, { key: issuer.key, dsaEncoding: "der" });
  return der.sequence(body, algorithm, der.bitString(signature));
}

function commonExtensions(issuer: Issuer, subject: Issuer): Buffer[] {
  const authority = der.sequence(der.implicit(0, keyIdentifier(issuer.key)));
  return [
    extension(OID.extendedKeyUsage, false, der.sequence(der.objectIdentifier(OID.serverAuth))),
    extension(OID.subjectKeyIdentifier, false, der.octetString(keyIdentifier(subject.key))),
    extension(OID.authorityKeyIdentifier, false, authority),
  ];
}

/** The CA's certificate: for servers only, no CA below it, and only for the permitted hosts. */ // SRV31
export function issueCa(ca: Issuer, issue: Issue, permitted: PermittedHosts): Buffer {
  const noCaBelow = der.sequence(der.boolean(true), der.unsignedInteger(Buffer.of(0)));
  return signCertificate(ca, ca, issue, [
    extension(OID.basicConstraints, true, noCaBelow),
    extension(OID.keyUsage, true, der.bitString(Buffer.of(0b0000_0110), 1)), // keyCertSign, cRLSign
    extension(OID.nameConstraints, true, encodeNameConstraints(permitted)),
    ...commonExtensions(ca, ca),
  ]);
}

/** The server's certificate for these hosts. */ // SRV29
export function issueServer(ca: Issuer, key: KeyObject, issue: Issue, hosts: readonly string[]): Buffer {
  const server: Issuer = { commonName: "Solewise server", key };
  return signCertificate(ca, server, issue, [
    extension(OID.basicConstraints, true, der.sequence()),
    extension(OID.keyUsage, true, der.bitString(Buffer.of(0b1000_0000), 7)), // digitalSignature
    extension(OID.subjectAlternativeName, false, der.sequence(...hosts.map(generalName))),
    ...commonExtensions(ca, server),
  ]);
}

/** DER as PEM. */
export function pemOf(certificate: Uint8Array): string {
  const lines =
    Buffer.from(certificate)
      .toString("base64")
      .match(/.{1,64}/gu) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
}
