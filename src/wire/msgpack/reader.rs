//! A place in a msgpack message. Every read is checked against the bytes that are there; nothing is copied.

use rmp::Marker;

use crate::wire::DecodeProblem;

/// The rest of a message.
pub(super) struct Reader<'a> {
    rest: &'a [u8],
}

/// The head of the next value; the payload of text and extensions is included.
pub(super) enum Head<'a> {
    Nil,
    Bool(bool),
    Signed(i64),
    Unsigned(u64),
    Float(f64),
    /// Text or binary.
    Bytes(&'a [u8]),
    /// How many elements follow.
    Array(usize),
    /// How many pairs follow.
    Map(usize),
    /// The type of an extension and the length of its payload, which is skipped.
    Extension(i8, usize),
}

impl Head<'_> {
    /// What this is, for errors.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Nil => "null",
            Self::Bool(_) => "a bool",
            Self::Signed(_) | Self::Unsigned(_) | Self::Float(_) => "a number",
            Self::Bytes(_) => "a string",
            Self::Array(_) => "a sequence",
            Self::Map(_) => "a map",
            Self::Extension(..) => "an unknown value",
        }
    }
}

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// Whether the message ends here.
    pub(super) fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    /// Reads the next value's head.
    pub(super) fn head(&mut self) -> Result<Head<'a>, DecodeProblem> {
        let [marker] = self.fixed()?;
        Ok(match Marker::from_u8(marker) {
            Marker::Null => Head::Nil,
            Marker::True => Head::Bool(true),
            Marker::False => Head::Bool(false),
            Marker::FixPos(number) => Head::Signed(number.into()),
            Marker::FixNeg(number) => Head::Signed(number.into()),
            Marker::I8 => Head::Signed(i8::from_be_bytes(self.fixed()?).into()),
            Marker::I16 => Head::Signed(i16::from_be_bytes(self.fixed()?).into()),
            Marker::I32 => Head::Signed(i32::from_be_bytes(self.fixed()?).into()),
            Marker::I64 => Head::Signed(i64::from_be_bytes(self.fixed()?)),
            Marker::U8 => Head::Signed(u8::from_be_bytes(self.fixed()?).into()),
            Marker::U16 => Head::Signed(u16::from_be_bytes(self.fixed()?).into()),
            Marker::U32 => Head::Signed(u32::from_be_bytes(self.fixed()?).into()),
            Marker::U64 => Head::Unsigned(u64::from_be_bytes(self.fixed()?)),
            Marker::F32 => Head::Float(f32::from_be_bytes(self.fixed()?).into()),
            Marker::F64 => Head::Float(f64::from_be_bytes(self.fixed()?)),
            Marker::FixStr(length) => Head::Bytes(self.take(length.into())?),
            Marker::Str8 | Marker::Bin8 => {
                self.length8().and_then(|length| self.take(length)).map(Head::Bytes)?
            }
            Marker::Str16 | Marker::Bin16 => {
                self.length16().and_then(|length| self.take(length)).map(Head::Bytes)?
            }
            Marker::Str32 | Marker::Bin32 => {
                self.length32().and_then(|length| self.take(length)).map(Head::Bytes)?
            }
            Marker::FixArray(length) => Head::Array(self.fitting(length.into())?),
            Marker::Array16 => self.length16().and_then(|length| self.fitting(length)).map(Head::Array)?,
            Marker::Array32 => self.length32().and_then(|length| self.fitting(length)).map(Head::Array)?,
            Marker::FixMap(length) => Head::Map(self.fitting(length.into())?),
            Marker::Map16 => self.length16().and_then(|length| self.fitting(length)).map(Head::Map)?,
            Marker::Map32 => self.length32().and_then(|length| self.fitting(length)).map(Head::Map)?,
            Marker::FixExt1 => self.extension(1)?,
            Marker::FixExt2 => self.extension(2)?,
            Marker::FixExt4 => self.extension(4)?,
            Marker::FixExt8 => self.extension(8)?,
            Marker::FixExt16 => self.extension(16)?,
            Marker::Ext8 => self.length8().and_then(|length| self.extension(length))?,
            Marker::Ext16 => self.length16().and_then(|length| self.extension(length))?,
            Marker::Ext32 => self.length32().and_then(|length| self.extension(length))?,
            Marker::Reserved => {
                return Err(DecodeProblem::Unexpected { expected: "msgpack", found: "a reserved byte" });
            }
        })
    }

    fn extension(&mut self, length: usize) -> Result<Head<'a>, DecodeProblem> {
        let kind = i8::from_be_bytes(self.fixed()?);
        self.take(length)?;
        Ok(Head::Extension(kind, length))
    }

    /// A count of elements, refused when the rest of the message can't hold so many: each takes a byte at least.
    fn fitting(&self, count: usize) -> Result<usize, DecodeProblem> {
        if count > self.rest.len() { Err(DecodeProblem::Truncated) } else { Ok(count) }
    }

    fn length8(&mut self) -> Result<usize, DecodeProblem> {
        self.fixed().map(|[length]| length.into())
    }

    fn length16(&mut self) -> Result<usize, DecodeProblem> {
        self.fixed().map(|bytes| u16::from_be_bytes(bytes).into())
    }

    fn length32(&mut self) -> Result<usize, DecodeProblem> {
        usize::try_from(u32::from_be_bytes(self.fixed()?)).map_err(|_| DecodeProblem::Truncated)
    }

    fn fixed<const N: usize>(&mut self) -> Result<[u8; N], DecodeProblem> {
        let (head, rest) = self.rest.split_first_chunk().ok_or(DecodeProblem::Truncated)?;
        self.rest = rest;
        Ok(*head)
    }

    fn take(&mut self, length: usize) -> Result<&'a [u8], DecodeProblem> {
        let (head, rest) = self.rest.split_at_checked(length).ok_or(DecodeProblem::Truncated)?;
        self.rest = rest;
        Ok(head)
    }
}
