//! The td provider: one folder or file for each thing that a user can name in HCL.
