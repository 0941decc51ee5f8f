"""How a frozen version is stored: a tar archive, compressed as the difference from that of the version before.

The archive holds the version's files and ``MANIFEST.txt``, which names each with its SHA-256 in the form that the
program sha256sum checks. Versions of a site differ in little, so a later one costs a few kilobytes where the first
costs some hundred. The compression is Zstandard (RFC 8878) with the archive before as a prefix; without this program:
``zstd -d --long=31 --patch-from=2026.1.tar 2026.2.tar.zst``. What is held to its digest is the manifest, and by
it each file: so the archives may be compressed anew at any time.
"""

from __future__ import annotations

import hashlib
import io
import re
import sys
import tarfile
from collections.abc import Mapping

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

MANIFEST = "MANIFEST.txt"
LINE = re.compile(r"([0-9a-f]{64})  (\S.*)")
THOROUGH = 64 << 20
"""Bytes up to which an archive is worth the slowest compression: a second a megabyte, and a tenth smaller."""


class ArchiveError(Exception):
    """Raised where the bytes of an archive cannot be read, with the reason in words."""


def manifest(files: Mapping[str, bytes]) -> bytes:
    """Return the manifest of some files, in order of name."""
    return "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)).encode()


def read_manifest(data: bytes) -> dict[str, str]:
    """Return the digests that a manifest holds, by name of file; lines that are none are left out."""
    found = (LINE.fullmatch(line) for line in data.decode("utf-8", errors="replace").splitlines())
    return {match[2]: match[1] for match in found if match}


def tar(files: Mapping[str, bytes]) -> bytes:
    """Return files as a tar archive, the same bytes for the same files: in order of name, without owners or times."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name in sorted(files):
            member = tarfile.TarInfo(name)
            member.size = len(files[name])
            archive.addfile(member, io.BytesIO(files[name]))
    return buffer.getvalue()


def untar(data: bytes) -> dict[str, bytes]:
    """Return the files of a tar archive; raises ArchiveError where it is none or names a file outside its folder."""
    found: dict[str, bytes] = {}
    try:
        with tarfile.open(fileobj=io.BytesIO(data)) as archive:
            for member in archive:
                held = archive.extractfile(member)
                if held is None or member.name.startswith("/") or ".." in member.name.split("/"):
                    raise ArchiveError(f"'{member.name}' is no plain file in a folder of its own")
                found[member.name] = held.read()
    except tarfile.TarError as error:
        raise ArchiveError(f"it is no tar archive: {error}") from error
    return found


def compress(data: bytes, before: bytes = b"") -> bytes:
    """Return a tar archive compressed, as the difference from the one before where there is one."""
    parameter = zstd.CompressionParameter
    options: dict[int, int] = {
        parameter.compression_level: 19 if len(data) <= THOROUGH else 9,
        parameter.window_log: min(31, max(20, (len(data) + len(before)).bit_length())),
        parameter.enable_long_distance_matching: 1,
        parameter.checksum_flag: 1,
    }
    prefix = zstd.ZstdDict(before, is_raw=True).as_prefix if before else None
    return zstd.compress(data, options=options, zstd_dict=prefix)


def decompress(data: bytes, before: bytes = b"") -> bytes:
    """Return the tar archive of compressed bytes; raises ArchiveError where it or the one before is not whole."""
    options: dict[int, int] = {zstd.DecompressionParameter.window_log_max: 31}
    prefix = zstd.ZstdDict(before, is_raw=True).as_prefix if before else None
    try:
        return zstd.decompress(data, zstd_dict=prefix, options=options)
    except zstd.ZstdError as error:
        raise ArchiveError(f"it cannot be decompressed: {error}") from error
