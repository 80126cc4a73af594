variable "directory" {
  description = "Directory of the .sql files, such as \"$${path.module}/schedules\"; subdirectories count."
  type        = string
}

variable "prefix" {
  description = "Put before each name, such as \"dev_\"."
  type        = string
  default     = ""
}

variable "timezone" {
  description = "Time zone of the files that name none."
  type        = string
  default     = "UTC"
}

variable "enabled" {
  description = "false takes all of them off Treasure Data's scheduler, for an environment that runs nothing by itself."
  type        = bool
  default     = true
}

variable "deletion_policy" {
  description = "What destroying one does: delete, disable, abandon or prevent."
  type        = string
  default     = "delete"
}

variable "exports" {
  description = "Where results go, by key (the file's path without .sql): a URL, \"connection:table\" or JSON. Kept in the state."
  type        = map(string)
  default     = {}
  sensitive   = true
}
