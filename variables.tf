variable "export_00_result" {
  description = "Export of export_00, with its password; at Treasure Data it is webs://***. null = left alone."
  type        = string
  default     = null
  sensitive   = true
}

variable "export_01_result" {
  description = "Export of export_01, with its password; at Treasure Data it is sftp://loader:***@***. null = left alone."
  type        = string
  default     = null
  sensitive   = true
}

variable "export_02_result" {
  description = "Export of export_02, with its password; at Treasure Data it is sftp://loader:***@sftp.example.com/in/daily.csv. null = left alone."
  type        = string
  default     = null
  sensitive   = true
}

variable "export_03_result" {
  description = "Export of export_03, with its password; at Treasure Data it is td://***@/db/t. null = left alone."
  type        = string
  default     = null
  sensitive   = true
}

variable "export_04_result" {
  description = "Export of export_04, with its password; at Treasure Data it is webs://hooks.example.com/***. null = left alone."
  type        = string
  default     = null
  sensitive   = true
}

variable "export_05_result" {
  description = "Export of export_05, with its password; at Treasure Data it is ***. null = left alone."
  type        = string
  default     = null
  sensitive   = true
}

variable "export_06_result" {
  description = "Export of export_06, with its password; at Treasure Data it is {\"bucket\":\"b\",\"type\":\"s3\"}. null = left alone."
  type        = string
  default     = null
  sensitive   = true
}

variable "export_07_result" {
  description = "Export of export_07, with its password; at Treasure Data it is {\"bucket\":\"***\",\"type\":\"s3\"}. null = left alone."
  type        = string
  default     = null
  sensitive   = true
}

variable "export_08_result" {
  description = "Export of export_08, with its password; at Treasure Data it is {\"format\":\"csv\",\"header\":true,\"type\":\"s3\"}. null = left alone."
  type        = string
  default     = null
  sensitive   = true
}

variable "export_09_result" {
  description = "Export of export_09, with its password; at Treasure Data it is {\"path_prefix\":\"in\",\"td_authentication_id\":7,\"type\":\"ftp\",\"user\":\"a\"}. null = left alone."
  type        = string
  default     = null
  sensitive   = true
}

variable "export_10_result" {
  description = "Export of export_10, with its password; at Treasure Data it is {\"range\":\"***\",\"sheet_title\":\"one\",\"type\":\"gsheet\"}. null = left alone."
  type        = string
  default     = null
  sensitive   = true
}

variable "export_11_result" {
  description = "Export of export_11, with its password; at Treasure Data it is mydb:table. null = left alone."
  type        = string
  default     = null
  sensitive   = true
}
