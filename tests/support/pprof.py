"""The message Profile of pprof (github.com/google/pprof, proto/profile.proto), read by protobuf."""

from __future__ import annotations

import gzip
from typing import Any

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

# Message -> field -> (number, type or message, repeated).
_MESSAGES: dict[str, dict[str, tuple[int, str, bool]]] = {
    "ValueType": {"type": (1, "int64", False), "unit": (2, "int64", False)},
    "Label": {
        "key": (1, "int64", False),
        "str": (2, "int64", False),
        "num": (3, "int64", False),
        "num_unit": (4, "int64", False),
    },
    "Sample": {
        "location_id": (1, "uint64", True),
        "value": (2, "int64", True),
        "label": (3, "Label", True),
    },
    "Mapping": {
        "id": (1, "uint64", False),
        "memory_start": (2, "uint64", False),
        "memory_limit": (3, "uint64", False),
        "file_offset": (4, "uint64", False),
        "filename": (5, "int64", False),
        "build_id": (6, "int64", False),
        "has_functions": (7, "bool", False),
        "has_filenames": (8, "bool", False),
        "has_line_numbers": (9, "bool", False),
        "has_inline_frames": (10, "bool", False),
    },
    "Line": {"function_id": (1, "uint64", False), "line": (2, "int64", False)},
    "Location": {
        "id": (1, "uint64", False),
        "mapping_id": (2, "uint64", False),
        "address": (3, "uint64", False),
        "line": (4, "Line", True),
        "is_folded": (5, "bool", False),
    },
    "Function": {
        "id": (1, "uint64", False),
        "name": (2, "int64", False),
        "system_name": (3, "int64", False),
        "filename": (4, "int64", False),
        "start_line": (5, "int64", False),
    },
    "Profile": {
        "sample_type": (1, "ValueType", True),
        "sample": (2, "Sample", True),
        "mapping": (3, "Mapping", True),
        "location": (4, "Location", True),
        "function": (5, "Function", True),
        "string_table": (6, "string", True),
        "drop_frames": (7, "int64", False),
        "keep_frames": (8, "int64", False),
        "time_nanos": (9, "int64", False),
        "duration_nanos": (10, "int64", False),
        "period_type": (11, "ValueType", False),
        "period": (12, "int64", False),
        "comment": (13, "int64", True),
        "default_sample_type": (14, "int64", False),
    },
}


def read(data: bytes) -> Any:
    """The profile in a compressed file; raises what protobuf and gzip raise. Unknown fields are an
    error.
    """
    profile = _profile_class()()
    profile.ParseFromString(gzip.decompress(data))
    assert profile.SerializeToString(deterministic=True)
    profile.DiscardUnknownFields()
    return profile


def _profile_class() -> Any:
    file = descriptor_pb2.FileDescriptorProto(
        name="profile.proto", package="perftools.profiles", syntax="proto3"
    )
    kinds = descriptor_pb2.FieldDescriptorProto
    for name, fields in _MESSAGES.items():
        message = file.message_type.add(name=name)
        for field, (number, kind, repeated) in fields.items():
            added = message.field.add(name=field, number=number)
            added.label = kinds.LABEL_REPEATED if repeated else kinds.LABEL_OPTIONAL
            if kind in _MESSAGES:
                added.type = kinds.TYPE_MESSAGE
                added.type_name = f".perftools.profiles.{kind}"
            else:
                added.type = getattr(kinds, f"TYPE_{kind.upper()}")
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return message_factory.GetMessageClass(pool.FindMessageTypeByName("perftools.profiles.Profile"))
