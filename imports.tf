# Once applied, this can be deleted.
import {
  to = td_schedule.export_00
  id = "export_00"
}

import {
  to = td_schedule.export_01
  id = "export_01"
}

import {
  to = td_schedule.export_02
  id = "export_02"
}

import {
  to = td_schedule.export_03
  id = "export_03"
}

import {
  to = td_schedule.export_04
  id = "export_04"
}

import {
  to = td_schedule.export_05
  id = "export_05"
}

import {
  to = td_schedule.export_06
  id = "export_06"
}

import {
  to = td_schedule.export_07
  id = "export_07"
}

import {
  to = td_schedule.export_08
  id = "export_08"
}

import {
  to = td_schedule.export_09
  id = "export_09"
}

import {
  to = td_schedule.export_10
  id = "export_10"
}

import {
  to = td_schedule.export_11
  id = "export_11"
}
